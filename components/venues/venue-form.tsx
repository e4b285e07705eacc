"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { UnsavedGuard } from "#components/desk/guard/unsaved-guard";
import { Card } from "#components/ui/card";
import { SubmitButton } from "#components/ui/submit-button";
import { DeedNotice } from "#components/venues/deed-notice";
import { EntrancesField } from "#components/venues/entrances-field";
import { LanguagesField } from "#components/venues/languages-field";
import { PicturesField } from "#components/venues/pictures-field";
import { VenueConflict } from "#components/venues/venue-conflict";
import { VenuePlace } from "#components/venues/venue-place";
import { useFocusOnWrong } from "../ui/focus-wrong.ts";
import { useFormAction } from "../ui/use-form-action.ts";
import { joinChanges, theirPart, type VenueDraft, type VenueField } from "./venue-draft.ts";
import type { VenueAction } from "./venue-form-state.ts";

type Props = {
  send: VenueAction;
  /** The venue as it is, or empty for a new one. */
  opened: VenueDraft;
  /** The revision that a change is made on. */
  revision?: number;
  /** Of a new one, so that a repeated press makes it once. */
  idempotencyKey?: string;
  submit: string;
  /** Keeps the pictures that are uploaded. */
  organizationId: string;
  countries: readonly { value: string; label: string }[];
};

/** Makes a venue or changes one. What was typed stays through every refusal, and what another person saved meanwhile is shown. */
export function VenueForm(props: Props) {
  const t = useTranslations("venues");
  const [state, send] = useFormAction(props.send, {});
  const [opened, setOpened] = useState(props.opened);
  const [draft, setDraft] = useState(state.values ?? props.opened);
  const [both, setBoth] = useState<readonly VenueField[]>([]);
  const form = useFocusOnWrong(state, Boolean(state.wrong));
  const { conflict } = state;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer is joined once, into what was typed when it came.
  useEffect(() => {
    if (!conflict) return;
    const joined = joinChanges({ opened, typed: draft }, conflict.theirs);
    setOpened(joined.opened);
    setDraft(joined.typed);
    setBoth(joined.both);
  }, [conflict]);
  // The button is far below what was refused.
  useEffect(() => {
    if (state.refusal || conflict) form.current?.querySelector("[role=alert]")?.scrollIntoView({ block: "center" });
  }, [state.refusal, conflict, form]);
  const change = (part: Partial<VenueDraft>) => setDraft((now) => ({ ...now, ...part }));
  const problem = (field: VenueField) => (state.wrong?.includes(field) ? t(`problems.${field}`) : undefined);
  return (
    <form ref={form} action={send} noValidate className="flex flex-col gap-5">
      <UnsavedGuard isRefused={Boolean(state.wrong || state.refusal || conflict)} />
      {props.revision === undefined ? (
        <input type="hidden" name="key" value={props.idempotencyKey} />
      ) : (
        <input type="hidden" name="revision" value={conflict?.revision ?? props.revision} />
      )}
      <DeedNotice
        state={{
          ...(state.refusal ? { refusal: state.refusal } : {}),
          ...(state.events ? { events: state.events } : {}),
        }}
        timeZone={opened.time_zone || undefined}
      />
      {conflict ? (
        <VenueConflict
          conflict={conflict}
          both={both}
          onKeep={(field) => setBoth(both.filter((each) => each !== field))}
          onTake={(field) => {
            change(theirPart(conflict.theirs, field));
            setBoth(both.filter((each) => each !== field));
          }}
        />
      ) : null}
      <Card className="flex flex-col gap-5">
        <VenuePlace draft={draft} change={change} problem={problem} countries={props.countries} />
      </Card>
      <Card className="flex flex-col gap-5">
        <EntrancesField
          entrances={draft.entrances}
          onChange={(entrances) => change({ entrances })}
          problem={problem("entrances")}
        />
      </Card>
      <Card className="flex flex-col gap-6">
        {(["directions", "accessibility"] as const).map((name) => (
          <LanguagesField
            key={name}
            name={name}
            label={t(`fields.${name}`)}
            hint={name === "accessibility" ? t("fields.accessibilityHint") : undefined}
            text={draft[name]}
            onChange={(text) => change({ [name]: text })}
            problem={problem(name)}
          />
        ))}
      </Card>
      <Card className="flex flex-col gap-5">
        <PicturesField
          organizationId={props.organizationId}
          pictures={draft.pictures}
          onChange={(pictures) => change({ pictures })}
          problem={problem("pictures")}
        />
      </Card>
      <SubmitButton size="lg" pendingText={t("pending")} className="self-start">
        {props.submit}
      </SubmitButton>
    </form>
  );
}
