import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge";
import type { WebhookWire } from "#lib/notifications/webhooks/webhook-contract";

/** Whether a webhook is on, and why it is off. */
export function WebhookState({ webhook }: { webhook: WebhookWire }) {
  const t = useTranslations("webhooks");
  if (webhook.enabled) return <Badge tone="good">{t("states.on")}</Badge>;
  const isGone = webhook.disabled_reason === "gone";
  return <Badge tone={isGone ? "bad" : "warn"}>{t(isGone ? "states.gone" : "states.off")}</Badge>;
}
