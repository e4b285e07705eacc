"use client";

import { useTranslations } from "next-intl";
import { FieldError } from "#components/ui/field";
import { Money } from "#components/ui/money";
import { VisuallyHidden } from "#components/ui/visually-hidden";
import type { CheckoutSeat } from "#lib/orders/placing/checkout-contract";
import type { SeatPrice } from "#lib/orders/placing/checkout-price";
import { seatWordsOf } from "#lib/seating/seat-words";
import type { PriceState } from "./price-state.ts";
import { PriceTotals } from "./price-totals.tsx";
import { TicketTypeSelect, useTypeWhy } from "./ticket-type-select.tsx";

/** The seats, each with its ticket type and price, and what becomes of the prices. */
export function SeatSummary(props: {
  seats: readonly CheckoutSeat[];
  currency: string;
  state: PriceState;
  /** The order has its price: ticket types are read, not chosen. */
  isPriceFixed: boolean;
  isLocked: boolean;
  onType: (seatId: number, ticketTypeId: string | undefined) => void;
}) {
  const t = useTranslations("checkout");
  const name = useTranslations("seat-name.short");
  const why = useTypeWhy();
  const { seats, currency, state } = props;
  const { price, asked, wish, typeProblem } = state;
  const priceOf = new Map(price.seats.map((seat) => [seat.seatId, seat]));
  // Said once: at the first of the seats that it concerns.
  const problemAt = seats.find(({ id }) => typeProblem?.seatIds.includes(id))?.id;
  return (
    <div>
      <ul className="divide-y divide-line border-line border-y">
        {seats.map((seat) => {
          const paid = priceOf.get(seat.id);
          const seatName = name(seatWordsOf(seat), { row: seat.row, number: seat.number });
          const isChosen = seat.ticketTypes.length > 0 && !props.isPriceFixed;
          return (
            <li key={seat.id} className="py-3">
              <div className="flex items-baseline justify-between gap-4">
                <div>
                  <p className="font-semibold">{seatName}</p>
                  <p className="text-ink-soft text-sm">
                    {seat.levelName === seat.section ? seat.section : `${seat.section} · ${seat.levelName}`}
                    {!isChosen && paid?.ticketType ? ` · ${paid.ticketType}` : null}
                  </p>
                </div>
                {paid ? <SeatAmount paid={paid} currency={currency} /> : null}
              </div>
              {isChosen ? (
                <TicketTypeSelect
                  seat={seat}
                  seatName={seatName}
                  listMinor={paid?.listMinor ?? 0}
                  currency={currency}
                  chosen={(asked ?? wish).tickets[seat.id] ?? null}
                  problem={problemAt === seat.id ? typeProblem : undefined}
                  isLocked={props.isLocked}
                  onChoose={(ticketTypeId) => props.onType(seat.id, ticketTypeId)}
                />
              ) : null}
            </li>
          );
        })}
      </ul>
      {typeProblem && problemAt === undefined ? (
        <div role="alert" className="pt-3">
          <FieldError id="basket-problem">{why(typeProblem)}</FieldError>
        </div>
      ) : null}
      <PriceTotals price={price} currency={currency} />
      <p className="mt-2 text-ink-soft text-sm">{t("allIn")}</p>
    </div>
  );
}

/** What a seat costs at its ticket type, beside its full price where that is another. */
function SeatAmount({ paid: { listMinor, atTypeMinor }, currency }: { paid: SeatPrice; currency: string }) {
  const t = useTranslations("checkout.types");
  return (
    <p className="flex flex-col items-end">
      <Money minor={atTypeMinor} currency={currency} />
      {atTypeMinor === listMinor ? null : (
        <>
          <VisuallyHidden>{t("insteadOf")}</VisuallyHidden>
          <s className="text-ink-soft text-sm">
            <Money minor={listMinor} currency={currency} />
          </s>
        </>
      )}
    </p>
  );
}
