import { useTranslations } from "next-intl";
import { SeatName } from "#components/orders/seat-name";
import { Checkbox } from "#components/ui/checkbox";
import { Money } from "#components/ui/money";
import { seatOfTicket } from "#lib/orders/reading/seat-of-ticket";
import type { RefundOffer } from "#lib/orders/refunding/refund-contract";

/** One ticket of the refund form. A ticket that was used at the gate cannot be chosen and says why. */
export function RefundTicket({
  ticket,
  currency,
  isChosen,
  onChange,
}: {
  ticket: RefundOffer["tickets"][number];
  currency: string;
  isChosen: boolean;
  onChange: (isChosen: boolean) => void;
}) {
  const t = useTranslations("orders.refund");
  return (
    <div className="flex items-center justify-between gap-4 py-2">
      <Checkbox
        id={`refund-${ticket.number}`}
        name="tickets"
        value={ticket.number}
        disabled={ticket.isUsed}
        checked={isChosen && !ticket.isUsed}
        onChange={(event) => onChange(event.target.checked)}
        label={
          <>
            <span className="block font-medium">
              <SeatName seat={seatOfTicket(ticket)} />
            </span>
            <span className="block text-ink-soft text-sm">{ticket.isUsed ? t("used") : ticket.priceLevelName}</span>
          </>
        }
      />
      <Money minor={ticket.unitMinor} currency={currency} className="shrink-0" />
    </div>
  );
}
