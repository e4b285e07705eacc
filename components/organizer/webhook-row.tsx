import Link from "next/link";
import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge";
import { Icon } from "#components/ui/icon";
import type { WebhookWire } from "#lib/notifications/webhooks/webhook-contract";

/** One webhook of the list: its address, its message types, whether it is on, and a link to its log. */
export function WebhookRow({ webhook, href }: { webhook: WebhookWire; href: string }) {
  const t = useTranslations("webhooks");
  return (
    <li>
      <Link href={href} className="flex items-center justify-between gap-4 px-5 py-4 hover:bg-sunken">
        <span className="flex min-w-0 flex-col gap-1.5">
          <span className="flex flex-wrap items-center gap-2">
            <span className="break-all font-semibold">{webhook.url}</span>
            <WebhookState webhook={webhook} />
          </span>
          <span className="flex flex-wrap gap-1.5">
            {webhook.events.map((event) => (
              <Badge key={event}>{t(`events.${event}`)}</Badge>
            ))}
          </span>
        </span>
        <Icon name="chevron-right" className="size-5 shrink-0 text-ink-soft" />
      </Link>
    </li>
  );
}

export function WebhookState({ webhook }: { webhook: WebhookWire }) {
  const t = useTranslations("webhooks");
  if (webhook.enabled) return <Badge tone="good">{t("states.on")}</Badge>;
  const isGone = webhook.disabled_reason === "gone";
  return <Badge tone={isGone ? "bad" : "warn"}>{t(isGone ? "states.gone" : "states.off")}</Badge>;
}
