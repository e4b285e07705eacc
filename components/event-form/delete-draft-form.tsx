"use client";

import { useTranslations } from "next-intl";
import { Card } from "#components/ui/card";
import { Notice } from "#components/ui/notice";
import { SubmitButton } from "#components/ui/submit-button";
import { useFormAction } from "../ui/use-form-action.ts";
import type { CallOffAction, CallOffState } from "./call-off-state.ts";

/** Deletes a draft, which nobody saw. */
export function DeleteDraftForm({ send: wanted }: { send: CallOffAction }) {
  const t = useTranslations("event-form");
  const [state, send] = useFormAction<CallOffState>(wanted, {});
  return (
    <Card>
      <form action={send} className="flex flex-col items-start gap-5">
        {state.refusal ? (
          <Notice tone="bad" urgent>
            {t(`refusals.${state.refusal}`)}
          </Notice>
        ) : null}
        <p>{t("delete.text")}</p>
        <SubmitButton variant="danger" size="lg" pendingText={t("delete.pending")}>
          {t("delete.delete")}
        </SubmitButton>
      </form>
    </Card>
  );
}
