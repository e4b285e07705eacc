import { useTranslations } from "next-intl";
import { SeatName } from "#components/orders/seat-name";
import { Badge } from "#components/ui/badge";
import { EventDate } from "#components/ui/event-date";
import { Money } from "#components/ui/money";
import type { OrderWire } from "#lib/orders/reading/contract";
import { toMinor } from "#lib/platform/money";

/** The refunds of an order for the staff who sold it, the newest first: the sum, what went back with it, why, and where it is. */
export function RefundsMade({ order }: { order: OrderWire }) {
  const t = useTranslations("organizer.orders.refund.made");
  if (order.refunds.length === 0) return null;
  return (
    <section aria-labelledby="refunds-title" className="flex flex-col gap-3">
      <h2 id="refunds-title" className="text-heading">
        {t("title")}
      </h2>
      <ul className="divide-y divide-line border-line border-y">
        {order.refunds.toReversed().map((refund) => (
          <li key={refund.refund_id} className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1 py-3">
            <div className="min-w-0">
              <p className="font-semibold">
                <Money minor={toMinor(refund.amount, refund.currency) ?? 0} currency={refund.currency} />
              </p>
              <WhatWent order={order} refund={refund} />
              <p className="break-words text-ink-soft text-sm">
                <EventDate at={refund.created_at} timeZone={order.event.venue.time_zone} style="kept" />
                {" · "}
                {KNOWN_REASONS.has(refund.reason) ? t(`reasons.${refund.reason as "requested"}`) : refund.reason}
              </p>
            </div>
            <Badge tone={TONES[refund.status]}>{t(`states.${refund.status}`)}</Badge>
          </li>
        ))}
      </ul>
    </section>
  );
}

const TONES = { pending: "neutral", succeeded: "good", failed: "bad" } as const;
/** What the system itself gives as a reason; all else is staff's words. */
const KNOWN_REASONS = new Set(["requested", "gateway", "event_cancelled", "late_payment", "surplus"]);

function WhatWent({ order, refund }: { order: OrderWire; refund: OrderWire["refunds"][number] }) {
  const t = useTranslations("organizer.orders.refund");
  const tickets = order.tickets.filter(({ ticket_number: ticket }) => refund.tickets.includes(ticket));
  if (tickets.length === 0 && refund.add_ons.length === 0) return <p className="text-sm">{t("made.sum")}</p>;
  return (
    <ul className="text-sm">
      {tickets.map(({ ticket_number: ticket, seat }) => (
        <li key={ticket}>
          <SeatName seat={{ ...seat, isTable: seat.at_table }} />
        </li>
      ))}
      {refund.add_ons.map(({ add_on_id: id, name, quantity }) => (
        <li key={id}>{t("addOn", { name, quantity })}</li>
      ))}
    </ul>
  );
}
