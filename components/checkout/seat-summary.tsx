"use client";

import { useTranslations } from "next-intl";
import type { AppliedPromo } from "#components/checkout/promo-field";
import { Money } from "#components/ui/money";
import type { CheckoutSeat } from "#lib/orders/placing/checkout-contract";
import { seatWordsOf } from "#lib/seating/seat-words";

/** The seats with their all-in prices and the fee contained in each. */
export function SeatSummary(props: {
  seats: readonly CheckoutSeat[];
  currency: string;
  totalMinor: number;
  promo: AppliedPromo | undefined;
}) {
  const t = useTranslations("checkout");
  const name = useTranslations("seat-name.short");
  const { seats, currency, promo } = props;
  const feeMinor = seats.reduce((sum, seat) => sum + seat.feeMinor, 0);
  return (
    <div>
      <ul className="divide-y divide-line border-line border-y">
        {seats.map((seat) => (
          <li key={seat.id} className="flex items-baseline justify-between gap-4 py-3">
            <div>
              <p className="font-semibold">{name(seatWordsOf(seat), { row: seat.row, number: seat.number })}</p>
              <p className="text-ink-soft text-sm">
                {seat.levelName === seat.section ? seat.section : `${seat.section} · ${seat.levelName}`}
              </p>
            </div>
            <Money minor={seat.unitMinor} currency={currency} />
          </li>
        ))}
      </ul>
      <dl className="flex flex-col gap-1.5 pt-3">
        {promo ? (
          <div className="flex justify-between gap-4">
            <dt>{t("discount", { code: promo.code.toUpperCase() })}</dt>
            <dd>
              <Money minor={-promo.discountMinor} currency={currency} />
            </dd>
          </div>
        ) : null}
        <div className="flex items-baseline justify-between gap-4">
          <dt className="font-semibold text-lg">{t("total")}</dt>
          <dd>
            <Money
              minor={promo?.totalMinor ?? props.totalMinor}
              currency={currency}
              className="font-bold font-display text-2xl"
            />
          </dd>
        </div>
        {feeMinor > 0 ? (
          <div className="flex justify-between gap-4 text-ink-soft text-sm">
            <dt>{t("feeIncluded")}</dt>
            <dd>
              <Money minor={feeMinor} currency={currency} />
            </dd>
          </div>
        ) : null}
      </dl>
      <p className="mt-2 text-ink-soft text-sm">{t("allIn")}</p>
    </div>
  );
}
