"use client";

import { useTranslations } from "next-intl";
import { HoldClock } from "#components/checkout/hold-clock";
import { type AppliedPromo, PromoField } from "#components/checkout/promo-field";
import { SeatSummary } from "#components/checkout/seat-summary";
import type { CheckoutView } from "#lib/orders/placing/checkout-contract";
import type { PromoWhy } from "./pay-client.ts";

/** The held seats with their remaining time, price and promo code. */
export function BasketPanel(props: {
  checkout: CheckoutView;
  promo: AppliedPromo | undefined;
  onPromo: (promo: AppliedPromo | undefined) => void;
  /** The server took the code back at payment. */
  refusedPromo: PromoWhy | undefined;
  isPriceFixed: boolean;
  isPaying: boolean;
  onTimeUp: () => void;
}) {
  const t = useTranslations("checkout.steps");
  const { checkout, promo, isPaying } = props;
  return (
    <aside className="lg:sticky lg:top-6 lg:order-2 lg:self-start">
      <div className="flex flex-col gap-4 rounded-card border border-line bg-raised p-5 shadow-raised sm:p-6">
        <HoldClock
          key={checkout.expiresAt}
          reservationId={checkout.reservationId}
          expiresAt={checkout.expiresAt}
          serverNow={checkout.now}
          extensionsLeft={isPaying ? 0 : checkout.extensionsLeft}
          holdSeconds={checkout.event.holdSeconds}
          onEnd={props.onTimeUp}
        />
        <h2 className="sr-only">{t("summary")}</h2>
        <SeatSummary
          seats={checkout.seats}
          currency={checkout.currency}
          totalMinor={checkout.totalMinor}
          promo={promo}
        />
        {props.isPriceFixed ? null : (
          <PromoField
            reservationId={checkout.reservationId}
            currency={checkout.currency}
            applied={promo}
            onChange={props.onPromo}
            refused={props.refusedPromo}
            levels={checkout.levels}
            timeZone={checkout.event.timeZone}
            isLocked={isPaying}
          />
        )}
      </div>
    </aside>
  );
}
