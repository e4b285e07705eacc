"use client";

import { Elements, PaymentElement, useElements, useStripe } from "@stripe/react-stripe-js";
import { loadStripe } from "@stripe/stripe-js/pure";
import { useLocale } from "next-intl";
import { type Ref, useImperativeHandle, useMemo, useState } from "react";
import { toStripeAmount } from "#lib/payments/stripe/amounts";
import type { BillingDetails, CardFormProps, CardResult, CardSource } from "./card-source.ts";
import { useStripeLook } from "./stripe-look.ts";

/**
 * Stripe's own fields in Stripe's own frame. The card is given to the organizer's connected account where there is one, because no
 * other can charge it. The intent is made by the server when the buyer presses the button
 * (deferred mode), so nothing is reserved at the bank before that.
 */
export default function StripeCardForm({
  ref,
  amountMinor,
  currency,
  publishableKey,
  account,
}: CardFormProps & { publishableKey: string; account: string | null }) {
  const locale = useLocale();
  const appearance = useStripeLook();
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt fetches the script again.
  const stripe = useMemo(
    () => loadStripe(publishableKey, account === null ? {} : { stripeAccount: account }).catch(() => null),
    [publishableKey, account, attempt],
  );
  return (
    <Elements
      key={attempt}
      stripe={stripe}
      options={{
        mode: "payment",
        amount: toStripeAmount(amountMinor, currency),
        currency: currency.toLowerCase(),
        captureMethod: "manual",
        paymentMethodCreation: "manual",
        locale: locale === "es" ? "es" : "en",
        appearance,
      }}
    >
      <StripeFields ref={ref} onMissing={() => setAttempt((before) => before + 1)} />
    </Elements>
  );
}

/** `onMissing` is called when the button is pressed and the script has not come. */
function StripeFields({ ref, onMissing }: { ref: Ref<CardSource>; onMissing: () => void }) {
  const stripe = useStripe();
  const elements = useElements();
  useImperativeHandle(ref, () => ({
    async createMethod(billing: BillingDetails): Promise<CardResult> {
      if (!stripe || !elements) {
        onMissing();
        return { kind: "unreachable" };
      }
      const checked = await elements.submit();
      if (checked.error) return resultOf(checked.error.type);
      const { error, paymentMethod } = await stripe.createPaymentMethod({
        elements,
        params: { billing_details: billing },
      });
      return paymentMethod ? { kind: "method", id: paymentMethod.id } : resultOf(error.type);
    },
    async answerChallenge(clientSecret: string): Promise<void> {
      // How it ended is asked of the server, which asks Stripe: what a browser says proves nothing.
      await stripe?.handleNextAction({ clientSecret });
    },
  }));
  return <PaymentElement options={{ layout: "tabs", fields: { billingDetails: { name: "never", email: "never" } } }} />;
}

/** Stripe shows problems of a field beside it; every other failure means that Stripe could not be reached. */
function resultOf(type: string): CardResult {
  return type === "validation_error" || type === "card_error" ? { kind: "invalid" } : { kind: "unreachable" };
}
