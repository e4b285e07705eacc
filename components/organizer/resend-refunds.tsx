"use client";

import { useTranslations } from "next-intl";
import { RefusedNotice } from "#components/desk/refused-notice";
import { Notice } from "#components/ui/notice";
import { SubmitButton } from "#components/ui/submit-button";
import { useFormAction } from "../ui/use-form-action.ts";
import type { ResendAction } from "./resend-state.ts";

/** The one way on from a report with failures: all of them are sent again. */
export function ResendRefunds({ resend }: { resend: ResendAction }) {
  const t = useTranslations("cancellation");
  const [state, send] = useFormAction(resend, {});
  return (
    <form action={send} className="flex flex-col items-start gap-3">
      {state.refusal ? <RefusedNotice code={state.refusal}>{t(`refusals.${state.refusal}`)}</RefusedNotice> : null}
      {state.isResent ? (
        <Notice tone="good" urgent>
          {t("resent")}
        </Notice>
      ) : null}
      <SubmitButton pendingText={t("pending")}>{t("resend")}</SubmitButton>
    </form>
  );
}
