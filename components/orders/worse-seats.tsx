import { useTranslations } from "next-intl";
import { SeatName } from "#components/orders/seat-name";
import { EventDate } from "#components/ui/event-date";
import { Notice } from "#components/ui/notice";
import type { OrderView } from "#lib/orders/reading/views";

/** Seats that a changed hall made worse, why, and until when the order may be given back. Nothing for all other orders. */
export function WorseSeats({ order, now }: { order: OrderView; now: Date }) {
  const t = useTranslations("orders");
  const { worseSeats, event, paidAt } = order;
  const { refundUntil, timeZone, isCancelled } = event;
  if (paidAt === null || isCancelled || worseSeats.length === 0) return null;
  return (
    <Notice tone="warn" title={t("worse.title")}>
      {worseSeats.map(({ reasons, ...seat }) => (
        <p key={`${seat.section} ${seat.row} ${seat.number}`}>
          <SeatName seat={seat} />: {reasons.map((reason) => t(`worse.reason.${reason}`)).join(" ")}
        </p>
      ))}
      <p>
        {t("worse.valid")}{" "}
        {refundUntil !== null && new Date(refundUntil) > now
          ? t.rich("worse.returns", { date: () => <EventDate at={refundUntil} timeZone={timeZone} /> })
          : null}
      </p>
    </Notice>
  );
}
