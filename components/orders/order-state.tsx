import { useTranslations } from "next-intl";
import { OpenOffer } from "#components/orders/open-offer";
import { PendingOrder } from "#components/orders/pending-order";
import { DocumentButton, LinkButton } from "#components/ui/link-button";
import { Money } from "#components/ui/money";
import { Notice } from "#components/ui/notice";
import type { OrderView } from "#lib/orders/reading/views";
import { readableMail } from "#lib/platform/mail-address";

/** The open issue of an order and the next step; nothing for an order that is simply paid. */
export function OrderState({ order, linkKey }: { order: OrderView; linkKey: string | undefined }) {
  const t = useTranslations("orders");
  if (order.offer) return <OpenOffer order={order} offer={order.offer} linkKey={linkKey} />;
  if (order.status === "PENDING") {
    if (order.openPayment === "under_way") return <PendingOrder email={readableMail(order.email)} />;
    const isAtBank = order.openPayment === "challenge";
    return (
      <Notice
        tone={isAtBank ? "info" : "warn"}
        title={isAtBank ? t("unpaid.atBankTitle") : t("unpaid.title")}
        action={<DocumentButton href={`/checkout/${order.reservationId}`}>{t("unpaid.action")}</DocumentButton>}
      >
        {isAtBank ? t("unpaid.atBank") : t("unpaid.text")}
      </Notice>
    );
  }
  if (order.status !== "FAILED") return null;
  const reason = REASONS.find((known) => known === order.failureReason) ?? "unpaid";
  const amount = () => <Money minor={order.totalMinor} currency={order.currency} />;
  return (
    <Notice
      tone="warn"
      title={t("failed.title")}
      action={
        order.event.isCancelled ? null : (
          <LinkButton href={`/events/${order.event.slug}/seats`}>{t("failed.again")}</LinkButton>
        )
      }
    >
      {t.rich(`failed.${reason}`, { amount })}
    </Notice>
  );
}

const REASONS = ["unpaid", "late_payment", "payment_withdrawn", "event_cancelled"] as const;
