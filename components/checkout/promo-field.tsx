"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Icon } from "#components/ui/icon";
import { Money } from "#components/ui/money";
import { TextInput } from "#components/ui/text-input";
import type { CheckoutView } from "#lib/orders/placing/checkout-contract";
import { toMinor } from "#lib/platform/money";
import { type PromoWhy, type Quote, quoteReservation } from "./pay-client.ts";
import { usePromoWhy } from "./promo-why.ts";

/** A promo code accepted for this reservation, with the resulting price. */
export type AppliedPromo = { code: string; totalMinor: number; discountMinor: number; isSmallest?: boolean };

/** Asks for a promo code and checks it at once, so that the price on the button is the price. */
export function PromoField(props: {
  reservationId: string;
  currency: string;
  applied: AppliedPromo | undefined;
  onChange: (applied: AppliedPromo | undefined) => void;
  /** Said under the field, when the server took the code back at payment. */
  refused: PromoWhy | undefined;
  levels: CheckoutView["levels"];
  timeZone: string;
  isLocked: boolean;
}) {
  const t = useTranslations("checkout.promo");
  const { reservationId, currency, applied, onChange, isLocked } = props;
  const [code, setCode] = useState("");
  const [isChecking, setIsChecking] = useState(false);
  const [problem, setProblem] = useState<PromoWhy | "invalid" | "unpayable" | "unreachable" | undefined>(props.refused);
  const whyWords = usePromoWhy(props);

  async function apply() {
    const wanted = code.trim();
    if (wanted === "" || isChecking) return;
    setIsChecking(true);
    const quote = await quoteReservation(reservationId, wanted);
    setIsChecking(false);
    const totalMinor = quote.kind === "quote" ? toMinor(quote.totalMajor, currency) : undefined;
    const discountMinor = quote.kind === "quote" ? toMinor(quote.discountMajor, currency) : undefined;
    if (quote.kind === "quote" && totalMinor !== undefined && discountMinor !== undefined)
      onChange({ code: wanted, totalMinor, discountMinor, isSmallest: quote.isSmallest });
    setProblem(problemOf(quote));
  }

  if (applied) {
    return (
      <div className="flex flex-wrap items-center gap-x-3 rounded-control bg-good-soft py-1 pr-1 pl-3.5">
        <Icon name="check" className="size-5 shrink-0 text-good" />
        <p role="status" className="py-2">
          {t.rich("applied", {
            code: applied.code.toUpperCase(),
            amount: () => <Money minor={applied.discountMinor} currency={currency} className="font-semibold" />,
          })}
          {applied.isSmallest ? ` ${t("smallest")}` : null}
        </p>
        <Button variant="quiet" className="ml-auto" disabled={isLocked} onClick={() => onChange(undefined)}>
          {t("remove")}
        </Button>
      </div>
    );
  }
  const found = problem ?? props.refused;
  const error = typeof found === "object" ? whyWords(found) : found && t(found);
  return (
    <details className="group" open={error ? true : undefined}>
      <summary className="flex min-h-touch w-fit items-center gap-2 font-semibold text-[0.9375rem] underline decoration-line-strong underline-offset-4">
        {t("open")}
      </summary>
      <Field id="promo" label={t("label")} error={error}>
        {(control) => (
          <div className="flex gap-2">
            <TextInput
              {...control}
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              maxLength={40}
              value={code}
              disabled={isLocked}
              onChange={(event) => setCode(event.target.value)}
              onKeyDown={(event) => {
                if (event.key !== "Enter") return;
                event.preventDefault();
                void apply();
              }}
            />
            <Button variant="secondary" disabled={isLocked} aria-disabled={isChecking || undefined} onClick={apply}>
              {isChecking ? t("applying") : t("apply")}
            </Button>
          </div>
        )}
      </Field>
    </details>
  );
}

function problemOf(quote: Quote): PromoWhy | "invalid" | "unpayable" | "unreachable" | undefined {
  if (quote.kind === "quote") return undefined;
  if (quote.kind === "invalid") return quote.why ?? "invalid";
  return quote.kind === "expired" ? "invalid" : quote.kind;
}
