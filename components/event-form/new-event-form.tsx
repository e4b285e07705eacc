"use client";

import { useTranslations } from "next-intl";
import { UnsavedGuard } from "#components/desk/guard/unsaved-guard";
import { EventFormNotice } from "#components/event-form/event-form-notice";
import { EventStepper } from "#components/event-form/event-stepper";
import { WhatFields } from "#components/event-form/what-fields";
import { WhenFields } from "#components/event-form/when-fields";
import { WhereFields } from "#components/event-form/where-fields";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { SubmitButton } from "#components/ui/submit-button";
import type { EventDraft } from "./event-draft.ts";
import type { EventFormAction } from "./event-form-state.ts";
import type { EventChoices } from "./form-parts.ts";
import { useEventForm } from "./use-event-form.ts";

/** The steps before a draft is kept: what, where and when. */
const STEPS = ["what", "where", "when"] as const;
export type NewEventStep = (typeof STEPS)[number];

/**
 * The first three steps of a new event. All fields stay in the form, of which one step is shown, so every press sends and keeps them
 * all, also without JavaScript. After the third the event is kept as a draft.
 */
export function NewEventForm(props: {
  send: EventFormAction;
  opened: EventDraft;
  choices: Pick<EventChoices, "categories" | "houses">;
  idempotencyKey: string;
  venues: string;
}) {
  const t = useTranslations("event-form");
  const { state, send, form, part, timeZone } = useEventForm({ ...props, houses: props.choices.houses });
  const step: NewEventStep = STEPS.find((each) => each === state.step) ?? "what";
  const at = STEPS.indexOf(step);
  return (
    <form ref={form} action={send} noValidate className="flex flex-col gap-5">
      <UnsavedGuard isRefused={at > 0 || Boolean(state.wrong || state.refusal)} />
      <input type="hidden" name="key" value={props.idempotencyKey} />
      <input type="hidden" name="step" value={step} />
      {/* Enter sends a form by its first button. */}
      <button type="submit" name="intent" value="next" hidden tabIndex={-1} aria-hidden="true" />
      <EventStepper current={step} done={new Set(STEPS.slice(0, at))} hrefOf={undefined} />
      <EventFormNotice state={state} />
      {STEPS.map((each) => (
        <Card key={each} hidden={each !== step}>
          <section aria-labelledby={`event-step-${each}`} className="flex flex-col gap-5">
            <h2 id={`event-step-${each}`} className="text-heading">
              {t(`steps.${each}`)}
            </h2>
            {each === "what" ? <WhatFields {...part} categories={props.choices.categories} /> : null}
            {each === "where" ? <WhereFields {...part} houses={props.choices.houses} venues={props.venues} /> : null}
            {each === "when" ? <WhenFields {...part} timeZone={timeZone} /> : null}
          </section>
        </Card>
      ))}
      <div className="flex flex-wrap justify-between gap-3">
        {at > 0 ? (
          <Button type="submit" name="intent" value="back" variant="secondary" size="lg">
            {t("back")}
          </Button>
        ) : (
          <span />
        )}
        <SubmitButton name="intent" value="next" size="lg" pendingText={t("pending")}>
          {t(step === "when" ? "keepDraft" : "next")}
        </SubmitButton>
      </div>
    </form>
  );
}
