"use client";

import { useTranslations } from "next-intl";
import { Icon } from "#components/ui/icon";
import { type CardInput, formatCardNumber } from "./card-input.ts";

// The numbers are Stripe's published test numbers, which the simulator knows as well.
const CARDS = [
  { number: "4242424242424242", kind: "success" },
  { number: "4000002500003155", kind: "challenge" },
  { number: "4000000000009995", kind: "funds" },
  { number: "4000000000000002", kind: "declined" },
] as const;

/** The simulator's cards, to fill in with one tap. */
export function TestCards({ onChoose }: { onChoose: (card: CardInput) => void }) {
  const t = useTranslations("checkout.card");
  const nextYear = String((new Date().getFullYear() + 2) % 100).padStart(2, "0");
  return (
    <details className="group rounded-control border border-line border-dashed">
      <summary className="flex min-h-touch items-center gap-2 px-3.5 font-medium text-sm">
        <Icon name="info" className="size-4.5 shrink-0 text-ink-soft" />
        {t("testTitle")}
        <Icon
          name="chevron-down"
          className="ml-auto size-4.5 shrink-0 transition-transform duration-fast group-open:rotate-180"
        />
      </summary>
      <p className="px-3.5 text-ink-soft text-sm">{t("testHint")}</p>
      <ul className="p-2">
        {CARDS.map(({ number, kind }) => (
          <li key={number}>
            <button
              type="button"
              onClick={() => onChoose({ number: formatCardNumber(number), expiry: `12 / ${nextYear}`, cvc: "123" })}
              className="flex min-h-touch w-full flex-wrap items-center gap-x-3 rounded-control px-1.5 text-left text-sm hover:bg-sunken"
            >
              <span className="tabular font-semibold">{formatCardNumber(number)}</span>
              <span className="text-ink-soft">{t(`test.${kind}`)}</span>
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
