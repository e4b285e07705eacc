"use client";

import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge";
import { Card } from "#components/ui/card";
import { Notice } from "#components/ui/notice";
import { Select } from "#components/ui/select";
import { SubmitButton } from "#components/ui/submit-button";
import type { LoadWire } from "#lib/protection/load/contract";
import { SETTINGS } from "#lib/protection/load/steps";
import { Field } from "../ui/field.tsx";
import { useFormAction } from "../ui/use-form-action.ts";
import type { LoadAction } from "./load-form-state.ts";

/** What the process does without under load, in its order, each with why and its switch. */
export function LoadSteps({ steps, action }: { steps: LoadWire["steps"]; action: LoadAction }) {
  const t = useTranslations("platform");
  return (
    <section className="flex flex-col gap-4" aria-labelledby="load-steps">
      <div className="flex max-w-prose flex-col gap-1">
        <h2 id="load-steps" className="text-heading">
          {t("load.stepsTitle")}
        </h2>
        <p className="text-ink-soft">{t("load.stepsLead")}</p>
      </div>
      {steps.map((each) => (
        <StepCard key={each.step} state={each} action={action} />
      ))}
    </section>
  );
}

function StepCard({ state, action }: { state: LoadWire["steps"][number]; action: LoadAction }) {
  const t = useTranslations("platform");
  const [said, send] = useFormAction(action, {});
  const { step, setting, is_on: isOn, why } = state;
  const id = `load-${step}`;
  return (
    <Card className="flex flex-col gap-3">
      <h3 className="flex flex-wrap items-center gap-3 font-semibold">
        {t(`load.steps.${step}.name`)}
        <Badge tone={isOn ? "warn" : "neutral"}>{t(isOn ? "load.on" : "load.off")}</Badge>
      </h3>
      <p className="max-w-prose text-ink-soft">
        {t(`load.steps.${step}.text`)} {t(`load.why.${why}`, { level: state.begins_at_level })}
      </p>
      {said.refusal ? (
        <Notice tone="bad" urgent>
          {said.refusal === "invalid_request" ? t("load.wrong") : t(`refusals.${said.refusal}`)}
        </Notice>
      ) : null}
      <form key={setting} action={send} className="flex flex-wrap items-end gap-3">
        <input type="hidden" name="step" value={step} />
        <Field id={id} label={t("load.switch", { step: t(`load.steps.${step}.name`) })}>
          {(control) => (
            <Select {...control} name="setting" defaultValue={setting}>
              {SETTINGS.map((each) => (
                <option key={each} value={each}>
                  {t(`load.settings.${each}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <SubmitButton variant="secondary" pendingText={t("pending")} className="min-h-12">
          {t("load.set")}
        </SubmitButton>
      </form>
    </Card>
  );
}
