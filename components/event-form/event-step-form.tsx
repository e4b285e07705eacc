"use client";

import { useTranslations } from "next-intl";
import { UnsavedGuard } from "#components/desk/guard/unsaved-guard";
import { EventConflict } from "#components/event-form/event-conflict";
import { EventFormNotice } from "#components/event-form/event-form-notice";
import { EventParts } from "#components/event-form/event-parts";
import { Card } from "#components/ui/card";
import { LinkButton } from "#components/ui/link-button";
import { SubmitButton } from "#components/ui/submit-button";
import type { EventDraft, EventStep } from "./event-draft.ts";
import type { EventFormAction } from "./event-form-state.ts";
import type { EventChoices } from "./form-parts.ts";
import { useEventForm } from "./use-event-form.ts";

/** One step of a draft: saved by itself, and then the next. */
export function EventStepForm(props: {
  step: EventStep;
  send: EventFormAction;
  opened: EventDraft;
  revision: number;
  choices: EventChoices;
  venues: string;
  /** The step before; undefined at the first. */
  back: string | undefined;
}) {
  const t = useTranslations("event-form");
  const { state, send, form, part, timeZone, both, decide } = useEventForm({ ...props, houses: props.choices.houses });
  const { conflict } = state;
  return (
    <form ref={form} action={send} noValidate className="flex flex-col gap-5">
      <UnsavedGuard isRefused={Boolean(state.wrong || state.refusal || conflict)} />
      <input type="hidden" name="revision" value={conflict?.revision ?? props.revision} />
      <EventFormNotice state={state} />
      {conflict ? <EventConflict conflict={conflict} both={both} onDecide={decide} /> : null}
      <Card>
        <section aria-labelledby="event-step" className="flex flex-col gap-5">
          <h2 id="event-step" className="text-heading">
            {t(`steps.${props.step}`)}
          </h2>
          <EventParts step={props.step} part={part} timeZone={timeZone} choices={props.choices} venues={props.venues} />
        </section>
      </Card>
      <div className="flex flex-wrap justify-between gap-3">
        {props.back ? (
          <LinkButton href={props.back} variant="secondary" size="lg">
            {t("back")}
          </LinkButton>
        ) : (
          <span />
        )}
        <SubmitButton size="lg" pendingText={t("pending")}>
          {t("saveStep")}
        </SubmitButton>
      </div>
    </form>
  );
}
