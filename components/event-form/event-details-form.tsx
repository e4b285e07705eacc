"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { UnsavedGuard } from "#components/desk/guard/unsaved-guard";
import { EventConflict } from "#components/event-form/event-conflict";
import { EventFormNotice } from "#components/event-form/event-form-notice";
import { EventParts } from "#components/event-form/event-parts";
import { Card } from "#components/ui/card";
import { Notice } from "#components/ui/notice";
import { Radio, RadioGroup } from "#components/ui/radio";
import { SubmitButton } from "#components/ui/submit-button";
import { dateText } from "../ui/date-text.ts";
import { EVENT_STEPS, type EventDraft } from "./event-draft.ts";
import type { ChangeEffects, EventFormAction } from "./event-form-state.ts";
import type { EventChoices } from "./form-parts.ts";
import { useEventForm } from "./use-event-form.ts";

/** All of an event in one form. What a change causes for those who hold tickets is shown before it is saved. */
export function EventDetailsForm(props: {
  send: EventFormAction;
  opened: EventDraft;
  revision: number;
  choices: EventChoices;
  venues: string;
  /** A draft's prices are set on their own step first. */
  isPriced: boolean;
  /** How many dates of its series come after it. */
  following: number;
}) {
  const t = useTranslations("event-form");
  const { state, send, form, part, timeZone, both, decide, isAnswered } = useEventForm({
    ...props,
    houses: props.choices.houses,
  });
  const { conflict } = state;
  // Another change takes back what was shown, so that only that is saved.
  const effects = isAnswered ? state.effects : undefined;
  const steps = EVENT_STEPS.filter((step) => step !== "prices" || props.isPriced);
  return (
    <form ref={form} action={send} noValidate className="flex flex-col gap-5">
      <UnsavedGuard isRefused={Boolean(state.wrong || state.refusal || conflict || effects)} />
      <input type="hidden" name="revision" value={conflict?.revision ?? props.revision} />
      <input type="hidden" name="priced" value={String(props.isPriced)} />
      <EventFormNotice state={state} />
      {conflict ? <EventConflict conflict={conflict} both={both} onDecide={decide} /> : null}
      {steps.map((step) => (
        <Card key={step}>
          <section aria-labelledby={`event-${step}`} className="flex flex-col gap-5">
            <h2 id={`event-${step}`} className="text-heading">
              {t(`steps.${step}`)}
            </h2>
            <EventParts step={step} part={part} timeZone={timeZone} choices={props.choices} venues={props.venues} />
          </section>
        </Card>
      ))}
      {props.following > 0 ? <Scope following={props.following} /> : null}
      {effects ? <Effects effects={effects} timeZone={timeZone ?? "UTC"} /> : null}
      <SubmitButton
        key={effects ? "confirm" : "review"}
        name="intent"
        value={effects ? "confirm" : "review"}
        size="lg"
        pendingText={t("pending")}
        className="self-start"
      >
        {t(effects && tellsPeople(effects) ? "effects.confirm" : "save")}
      </SubmitButton>
    </form>
  );
}

/** A draw that moves is shown to those who wait by their page. */
const tellsPeople = ({ orders, takesOffSale }: ChangeEffects) => orders > 0 || takesOffSale;

/** Whether a change is of this date or of those that follow too. */
function Scope({ following }: { following: number }) {
  const t = useTranslations("event-form.scope");
  // Held here, since React resets a form after each send, and the choice must last until it is confirmed.
  const [scope, setScope] = useState<"one" | "following">("one");
  const choice = (value: typeof scope) => ({
    ...{ id: `event-scope-${value}`, name: "scope", value, checked: scope === value, onChange: () => setScope(value) },
  });
  return (
    <Card>
      <RadioGroup label={t("label")} hint={t("hint")}>
        <Radio {...choice("one")} label={t("one")} />
        <Radio {...choice("following")} label={t("following", { count: following })} />
      </RadioGroup>
    </Card>
  );
}

/** Whom a change reaches, and what they may do then. */
function Effects({ effects, timeZone }: { effects: ChangeEffects; timeZone: string }) {
  const t = useTranslations("event-form.effects");
  const locale = useLocale();
  const { parts, orders, tickets, returnUntil, takesOffSale, drawAt } = effects;
  return (
    <Notice tone="warn" urgent title={t("title")}>
      <ul className="flex list-disc flex-col gap-1 pl-5">
        {parts.length > 0 ? (
          <>
            <li>{t("mails", { orders, tickets })}</li>
            <li>{t("parts", { parts: parts.map((part) => t(`partOf.${part}`)).join(", ") })}</li>
            <li>
              {returnUntil
                ? t("returns", { date: dateText(returnUntil, { timeZone, style: "full", locale }) })
                : t("noReturns")}
            </li>
          </>
        ) : null}
        {takesOffSale ? <li>{t("offSale")}</li> : null}
        {drawAt ? <li>{t("draw", { date: dateText(drawAt, { timeZone, style: "full", locale }) })}</li> : null}
      </ul>
    </Notice>
  );
}
