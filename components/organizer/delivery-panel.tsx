"use client";

import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Facts } from "#components/desk/facts";
import { Badge } from "#components/ui/badge";
import { SubmitButton } from "#components/ui/submit-button";
import type { DeliveryWire } from "#lib/notifications/webhooks/webhook-contract";
import type { BulkForm } from "../desk/table/use-bulk.ts";
import { dateText } from "../ui/date-text.ts";
import { DELIVERY_TONES, useDeliveryWords } from "./delivery-words.ts";
import type { WebhookRefusal } from "./webhook-form-state.ts";

/** One message with its tries, and the way to send it again while the webhook is on. Works without JavaScript. */
export function DeliveryPanel(props: {
  delivery: DeliveryWire;
  replay: BulkForm<WebhookRefusal> | null;
  notice: ReactNode;
}) {
  const { delivery, replay } = props;
  const t = useTranslations("webhooks");
  const words = useDeliveryWords();
  const locale = useLocale();
  const moment = (at: string | null) => at && dateText(at, { timeZone: "UTC", style: "kept", locale });
  return (
    <div className="flex flex-col gap-6">
      {props.notice}
      <Facts
        facts={[
          [
            t("columns.state"),
            <Badge key="state" tone={DELIVERY_TONES[delivery.state]}>
              {t(`log.states.${delivery.state}`)}
            </Badge>,
          ],
          [t("log.answer"), words.answer(delivery)],
          [t("log.tries"), t("log.attempts", { count: delivery.attempts })],
          [t("log.duration"), delivery.duration_ms === null ? null : `${delivery.duration_ms} ms`],
          [t("log.made"), moment(delivery.created_at)],
          [t("log.lastTry"), moment(delivery.attempted_at)],
          [t("log.nextTry"), moment(delivery.next_attempt_at)],
          [t("log.deliveredAt"), moment(delivery.delivered_at)],
          [t("log.type"), <code key="type">{delivery.type}</code>],
          [t("log.messageId"), <code key="id">{delivery.message_id}</code>],
        ]}
      />
      {replay ? (
        <form action={replay.act}>
          <input type="hidden" name={replay.field} value={delivery.id} />
          <SubmitButton variant="secondary" pendingText={t("pending")}>
            {t("log.replay")}
          </SubmitButton>
        </form>
      ) : (
        <p className="text-ink-soft text-sm">{t("refusals.webhook_disabled")}</p>
      )}
    </div>
  );
}
