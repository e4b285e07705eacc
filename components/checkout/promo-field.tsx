"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Icon } from "#components/ui/icon";
import { Money } from "#components/ui/money";
import { TextInput } from "#components/ui/text-input";
import { toMinor } from "#lib/platform/money";
import { quoteReservation } from "./pay-client.ts";

/** A promo code accepted for this reservation, with the resulting price. */
export type AppliedPromo = { code: string; totalMinor: number; discountMinor: number; isSmallest?: boolean };

/** Asks for a promo code and checks it at once, so that the price on the button is the price. */
export function PromoField(props: {
  reservationId: string;
  currency: string;
  applied: AppliedPromo | undefined;
  onChange: (applied: AppliedPromo | undefined) => void;
  /** Said under the field, when the server took the code back at payment. */
  error: "invalid" | undefined;
  isLocked: boolean;
}) {
  const t = useTranslations("checkout.promo");
  const { reservationId, currency, applied, onChange, isLocked } = props;
  const [code, setCode] = useState("");
  const [isChecking, setIsChecking] = useState(false);
  const [problem, setProblem] = useState<"invalid" | "unpayable" | "unreachable" | undefined>(props.error);

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
    setProblem(quote.kind === "quote" ? undefined : quote.kind === "expired" ? "invalid" : quote.kind);
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
  const error = problem ?? props.error;
  return (
    <details className="group" open={error ? true : undefined}>
      <summary className="flex min-h-touch w-fit items-center gap-2 font-semibold text-[0.9375rem] underline decoration-line-strong underline-offset-4">
        {t("open")}
      </summary>
      <Field id="promo" label={t("label")} error={error ? t(error) : undefined}>
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
