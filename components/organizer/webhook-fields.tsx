"use client";

import { useTranslations } from "next-intl";
import { Checkbox } from "#components/ui/checkbox";
import { Field, FieldError } from "#components/ui/field";
import { TextInput } from "#components/ui/text-input";
import { WEBHOOK_EVENTS } from "#lib/notifications/webhooks/webhook-contract";
import type { WebhookFormState } from "./webhook-form-state.ts";

/** Where to, and what of: the fields of a new webhook and of one that is changed. */
export function WebhookFields({
  state,
  url,
  events,
}: {
  state: WebhookFormState;
  url: string;
  events: readonly string[];
}) {
  const t = useTranslations("webhooks");
  const { values, wrong } = state;
  const chosen = values?.events ?? events;
  return (
    <>
      <Field
        id="webhook-url"
        label={t("fields.url")}
        hint={t("fields.urlHint")}
        error={wrong?.url ? t(`problems.${wrong.url}`) : undefined}
      >
        {(control) => (
          <TextInput
            key={values?.url ?? url}
            {...control}
            name="url"
            type="url"
            inputMode="url"
            autoComplete="off"
            spellCheck={false}
            maxLength={500}
            placeholder="https://example.com/fairseat"
            defaultValue={values?.url ?? url}
          />
        )}
      </Field>
      <fieldset aria-describedby={wrong?.events ? "webhook-events-error" : undefined}>
        <legend className="mb-1.5 font-semibold text-[0.9375rem]">{t("fields.events")}</legend>
        <div key={chosen.join()} className="grid gap-x-6 sm:grid-cols-2">
          {WEBHOOK_EVENTS.map((event) => (
            <Checkbox
              key={event}
              id={`webhook-event-${event}`}
              name="events"
              value={event}
              defaultChecked={chosen.includes(event)}
              aria-invalid={wrong?.events}
              label={
                <>
                  {t(`events.${event}`)} <code className="whitespace-nowrap text-ink-soft text-sm">{event}</code>
                </>
              }
            />
          ))}
        </div>
        {wrong?.events ? <FieldError id="webhook-events-error">{t("fields.noEvents")}</FieldError> : null}
      </fieldset>
    </>
  );
}
