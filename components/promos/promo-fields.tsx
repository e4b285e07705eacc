"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { MomentField } from "#components/event-form/moment-field";
import type { PromoEvent } from "#components/promos/promo-words";
import { Checkbox } from "#components/ui/checkbox";
import { Field, FieldError } from "#components/ui/field";
import { Select } from "#components/ui/select";
import { TextInput } from "#components/ui/text-input";
import { KINDS, type PromoTerms } from "#lib/pricing/promo/managing/promo-contract";
import { momentDraft, NO_MOMENT } from "../event-form/moment-draft.ts";
import type { Wrong } from "./read-terms.ts";

/** What is wrong with a field of the form, in words. */
export function useWrongWords(wrong: Wrong) {
  const t = useTranslations("promos");
  const moments = useTranslations("event-form.problems.moment");
  return (name: string): string | undefined => {
    const found = wrong[name];
    if (!found) return undefined;
    if ("moment" in found) return moments(found.moment);
    const key = `wrong.${found.word}` as "wrong.count";
    return t.has(key) ? t(key) : t(`problems.${found.word as "step"}`, { limit: found.limit ?? 0 });
  };
}

/** The terms of a code or a batch. The form keeps what was typed whatever the answer is. */
export function PromoFields({ event, terms, wrong }: { event: PromoEvent; terms?: PromoTerms; wrong: Wrong }) {
  const t = useTranslations("promos.form");
  const kinds = useTranslations("promos.kinds");
  const words = useWrongWords(wrong);
  const [kind, setKind] = useState(terms?.kind ?? "percent");
  const field = (name: keyof PromoTerms, label: string, hint?: string) => (
    <Field id={`promo-${name}`} label={label} hint={hint} error={words(name)}>
      {(control) => (
        <TextInput
          {...control}
          name={name}
          inputMode={/total|value/.test(name) ? "decimal" : "numeric"}
          maxLength={16}
          autoComplete="off"
          defaultValue={String(terms?.[name] ?? "")}
        />
      )}
    </Field>
  );
  return (
    <>
      <Group title={t("kind")}>
        <Field id="promo-kind" label={t("discount")}>
          {(control) => (
            <Select
              {...control}
              name="kind"
              value={kind}
              onChange={({ target }) => setKind(KINDS.find((each) => each === target.value) ?? "percent")}
            >
              {KINDS.map((each) => (
                <option key={each} value={each}>
                  {kinds(each)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {field("value", kind === "percent" ? t("percent") : t("amount", { currency: event.currency }))}
      </Group>
      <Levels event={event} chosen={terms?.price_level_ids ?? []} error={words("price_level_ids")} />
      <Group title={t("limits")} hint={t("limitsHint")}>
        {field("uses_max", t("usesMax"))}
        {field("uses_per_person", t("perPerson"), t("perPersonHint"))}
        {field("tickets_max", t("ticketsMax"))}
        {field("tickets_per_order", t("perOrder"), t("perOrderHint"))}
      </Group>
      <Group title={t("basket")} hint={t("basketHint")}>
        {field("basket_tickets_min", t("basketTickets"))}
        {field("basket_total_min", t("basketTotal", { currency: event.currency }))}
      </Group>
      <fieldset className="flex min-w-0 flex-col gap-4">
        <legend className="mb-1.5 font-bold font-display text-heading">{t("window")}</legend>
        <p className="text-ink-soft text-sm">{t("windowHint", { zone: event.timeZone.replaceAll("_", " ") })}</p>
        <Moment name="valid_from" label={t("validFrom")} {...{ event, terms }} error={words("valid_from")} />
        <Moment name="valid_until" label={t("validUntil")} {...{ event, terms }} error={words("valid_until")} />
      </fieldset>
      <Field id="promo-note" label={t("note")} hint={t("noteHint")} error={words("note")}>
        {(control) => <TextInput {...control} name="note" maxLength={200} defaultValue={terms?.note ?? ""} />}
      </Field>
    </>
  );
}

function Group({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <fieldset className="flex min-w-0 flex-col gap-1.5">
      <legend className="mb-1.5 font-bold font-display text-heading">{title}</legend>
      {hint ? <p className="text-ink-soft text-sm">{hint}</p> : null}
      <div className="grid items-end gap-4 sm:grid-cols-2">{children}</div>
    </fieldset>
  );
}

type LevelsProps = { event: PromoEvent; chosen: readonly number[]; error: string | undefined };

function Levels({ event, chosen, error }: LevelsProps) {
  const t = useTranslations("promos.form");
  if (event.levels.length < 2 && chosen.length === 0) return null;
  return (
    <fieldset className="flex min-w-0 flex-col gap-1.5" aria-describedby={error ? "promo-levels-error" : undefined}>
      <legend className="mb-1.5 font-bold font-display text-heading">{t("levels")}</legend>
      <p className="text-ink-soft text-sm">{t("levelsHint")}</p>
      <div className="flex flex-wrap gap-x-6">
        {event.levels.map(({ id, name }) => (
          <Checkbox
            key={id}
            id={`promo-level-${id}`}
            name="price_level_ids"
            value={String(id)}
            defaultChecked={chosen.includes(id)}
            label={name}
          />
        ))}
      </div>
      {error ? <FieldError id="promo-levels-error">{error}</FieldError> : null}
    </fieldset>
  );
}

type MomentProps = {
  name: "valid_from" | "valid_until";
  label: string;
  event: PromoEvent;
  terms: PromoTerms | undefined;
  error: string | undefined;
};

function Moment({ name, label, event, terms, error }: MomentProps) {
  const iso = terms?.[name];
  const [typed, setTyped] = useState(iso ? momentDraft(iso, event.timeZone) : NO_MOMENT);
  return <MomentField {...{ name, label, error, timeZone: event.timeZone }} value={typed} onChange={setTyped} />;
}
