import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Money } from "#components/ui/money";
import type { CheckoutPrice } from "#lib/orders/placing/checkout-price";

/** What is taken off and added to the prices of the seats, what is to be paid, and what that contains. */
export function PriceTotals({ price, currency }: { price: CheckoutPrice; currency: string }) {
  const t = useTranslations("checkout");
  const { addOns, reductions, taxes, isTaxInclusive, feeMinor } = price;
  const taxLines = (words: "taxAdded" | "taxIncluded") =>
    taxes.map(({ name, rateMilli, amountMinor }) => (
      <Line
        key={`${rateMilli} ${name}`}
        isQuiet={words === "taxIncluded"}
        name={t(words, { name, percent: rateMilli / 1_000 })}
      >
        <Money minor={amountMinor} currency={currency} />
      </Line>
    ));
  return (
    <dl className="flex flex-col gap-1.5 pt-3">
      {addOns.map(({ addOnId, name, quantity, totalMinor }) => (
        <Line key={addOnId} name={t("addOns.line", { name, quantity })}>
          <Money minor={totalMinor} currency={currency} />
        </Line>
      ))}
      {reductions.map(({ kind, name, amountMinor }) => (
        <Line key={`${kind} ${name}`} name={kind === "code" ? t("discount", { code: name }) : name}>
          <Money minor={-amountMinor} currency={currency} />
        </Line>
      ))}
      {isTaxInclusive ? null : taxLines("taxAdded")}
      <div className="flex items-baseline justify-between gap-4">
        <dt className="font-semibold text-lg">{t("total")}</dt>
        <dd>
          <Money minor={price.totalMinor} currency={currency} className="font-bold font-display text-2xl" />
        </dd>
      </div>
      {feeMinor > 0 ? (
        <Line isQuiet name={t("feeIncluded")}>
          <Money minor={feeMinor} currency={currency} />
        </Line>
      ) : null}
      {isTaxInclusive ? taxLines("taxIncluded") : null}
    </dl>
  );
}

function Line({ name, isQuiet = false, children }: { name: string; isQuiet?: boolean; children: ReactNode }) {
  return (
    <div className={isQuiet ? "flex justify-between gap-4 text-ink-soft text-sm" : "flex justify-between gap-4"}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
