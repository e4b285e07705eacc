"use client";

import { useTranslations } from "next-intl";
import { RefusedNotice } from "#components/desk/refused-notice";
import { Notice } from "#components/ui/notice";
import type { WebhookFormState } from "./webhook-form-state.ts";

/** How a form about webhooks ended, read out at once. */
export function WebhookNotice({ state }: { state: WebhookFormState }) {
  const t = useTranslations("webhooks");
  if (state.refusal) {
    return <RefusedNotice code={state.refusal}>{t(`refusals.${state.refusal}`)}</RefusedNotice>;
  }
  return state.done ? (
    <Notice tone="good" urgent>
      {t(`done.${state.done}`)}
    </Notice>
  ) : null;
}
