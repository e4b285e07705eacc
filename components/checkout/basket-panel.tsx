"use client";

import { useTranslations } from "next-intl";
import { HoldClock } from "#components/checkout/hold-clock";
import { type AppliedPromo, PromoField } from "#components/checkout/promo-field";
import { SeatSummary } from "#components/checkout/seat-summary";
import type { CheckoutView } from "#lib/orders/placing/checkout-contract";
import type { PromoWhy } from "./pay-client.ts";
import type { PriceState } from "./price-state.ts";
import type { Pricing } from "./use-price.ts";

/** The held seats with their remaining time, ticket types, price and promo code. */
export function BasketPanel(props: {
  checkout: CheckoutView;
  pricing: Pricing;
  /** The server took the code back at payment. */
  refusedPromo: PromoWhy | undefined;
  isPriceFixed: boolean;
  isPaying: boolean;
  onTimeUp: (ended: "hold" | "inside") => void;
}) {
  const t = useTranslations("checkout.steps");
  const { checkout, isPaying } = props;
  const { state, choose } = props.pricing;
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
          state={state}
          isPriceFixed={props.isPriceFixed}
          isLocked={isPaying}
          onType={(seatId, typeId) =>
            choose(({ tickets: { [seatId]: _before, ...others }, ...wish }) => {
              return { ...wish, tickets: typeId === undefined ? others : { ...others, [seatId]: typeId } };
            })
          }
        />
        {props.isPriceFixed ? null : (
          <PromoField
            currency={checkout.currency}
            applied={appliedPromo(state)}
            onCode={(code) => choose((wish) => ({ ...wish, code }))}
            isChecking={state.asked !== undefined && state.asked.code !== state.wish.code}
            problem={state.promoProblem ?? props.refusedPromo}
            levels={checkout.levels}
            timeZone={checkout.event.timeZone}
            isLocked={isPaying}
          />
        )}
      </div>
    </aside>
  );
}

function appliedPromo({ wish, price }: PriceState): AppliedPromo | undefined {
  if (wish.code === undefined) return undefined;
  const amountMinor = price.reductions.find(({ kind }) => kind === "code")?.amountMinor ?? 0;
  return { code: wish.code, amountMinor, isSmallest: price.isSmallest };
}
