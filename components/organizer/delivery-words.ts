"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { BadgeTone } from "#components/ui/badge";
import type { DeliveryWire, WebhookEvent } from "#lib/notifications/webhooks/webhook-contract";

export const DELIVERY_TONES: Record<DeliveryWire["state"], BadgeTone> = {
  pending: "neutral",
  delivered: "good",
  abandoned: "bad",
};

/** A message to a webhook in words; the type or failure of another version as it is. */
export function useDeliveryWords() {
  const t = useTranslations("webhooks");
  return useMemo(
    () => ({
      type: (type: string) => {
        if (type === "ping") return t("log.ping");
        return t.has(`events.${type as WebhookEvent}`) ? t(`events.${type as WebhookEvent}`) : type;
      },
      answer: ({ status, failure }: DeliveryWire) => {
        if (status !== null) return t("log.status", { status });
        if (failure === null) return undefined;
        return t.has(`failures.${failure as "timeout"}`) ? t(`failures.${failure as "timeout"}`) : failure;
      },
    }),
    [t],
  );
}
