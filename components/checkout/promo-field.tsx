"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Icon } from "#components/ui/icon";
import { Money } from "#components/ui/money";
import { TextInput } from "#components/ui/text-input";
import type { CheckoutView } from "#lib/orders/placing/checkout-contract";
import type { PromoProblem } from "./price-state.ts";
import { usePromoWhy } from "./promo-why.ts";

/** A promo code that lowers the price, as the page shows it, and by how much. */
export type AppliedPromo = { code: string; amountMinor: number; isSmallest: boolean };

/** Asks for a promo code and checks it at once, so that the price on the button is the price. */
export function PromoField(props: {
  currency: string;
  applied: AppliedPromo | undefined;
  /** Tries a code; undefined takes it back. */
  onCode: (code: string | undefined) => void;
  isChecking: boolean;
  /** Said under the field: why the code was not taken, or taken back at payment. */
  problem: PromoProblem | undefined;
  levels: CheckoutView["levels"];
  timeZone: string;
  isLocked: boolean;
}) {
  const t = useTranslations("checkout.promo");
  const { currency, applied, onCode, isLocked, isChecking, problem } = props;
  const [code, setCode] = useState("");
  const whyWords = usePromoWhy(props);

  function apply() {
    const wanted = code.trim();
    if (wanted !== "" && !isChecking) onCode(wanted);
  }

  if (applied) {
    return (
      <div className="flex flex-wrap items-center gap-x-3 rounded-control bg-good-soft py-1 pr-1 pl-3.5">
        <Icon name="check" className="size-5 shrink-0 text-good" />
        <p role="status" className="py-2">
          {t.rich("applied", {
            code: applied.code.toUpperCase(),
            amount: () => <Money minor={applied.amountMinor} currency={currency} className="font-semibold" />,
          })}
          {applied.isSmallest ? ` ${t("smallest")}` : null}
        </p>
        <Button variant="quiet" className="ml-auto" disabled={isLocked} onClick={() => onCode(undefined)}>
          {t("remove")}
        </Button>
      </div>
    );
  }
  const error = typeof problem === "object" ? whyWords(problem) : problem && t(problem);
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
                apply();
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
