"use client";

import { useTranslations } from "next-intl";
import { FieldError } from "#components/ui/field";
import { SubmitButton } from "#components/ui/submit-button";
import { useFormAction } from "../ui/use-form-action.ts";
import type { HideAction } from "./hide-state.ts";

/** Takes the finished checklist off the overview. */
export function HideChecklist({ hide }: { hide: HideAction }) {
  const t = useTranslations("checklist");
  const [state, send] = useFormAction(hide, {});
  return (
    <form action={send} className="flex flex-col items-end gap-2">
      <SubmitButton variant="secondary" pendingText={t("pending")}>
        {t("hide")}
      </SubmitButton>
      {state.refusal ? <FieldError id="hide-error">{t(`refusals.${state.refusal}`)}</FieldError> : null}
    </form>
  );
}
