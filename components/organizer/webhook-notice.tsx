"use client";

import { useTranslations } from "next-intl";
import { Notice } from "#components/ui/notice";
import type { WebhookFormState } from "./webhook-form-state.ts";

/** How a form about webhooks ended, read out at once. */
export function WebhookNotice({ state }: { state: WebhookFormState }) {
  const t = useTranslations("webhooks");
  if (state.refusal) {
    return (
      <Notice tone="bad" urgent>
        {t(`refusals.${state.refusal}`)}
      </Notice>
    );
  }
  return state.done ? (
    <Notice tone="good" urgent>
      {t(`done.${state.done}`)}
    </Notice>
  ) : null;
}
