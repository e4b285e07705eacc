import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Money } from "#components/ui/money";
import { Notice } from "#components/ui/notice";
import { type Example, type ExampleLine, type PricedLevel, reductionsOf } from "./quote-example.ts";

type Shown = { levels: readonly PricedLevel[]; currency: string };

/** The lines of a quoted example, from the full price to the total, or why there are none. */
export function ExampleQuote({ example, levels, currency }: Shown & { example: Example }) {
  const t = useTranslations("prices.example");
  if (example.kind === "unreadable") return <Notice>{t("unreadable")}</Notice>;
  if (example.kind === "problem") {
    const { problem, name } = example;
    return <Notice tone="warn">{t(`problem.${problem.kind}`, { name, max: problem.max ?? 0 })}</Notice>;
  }
  const { quote, lines, isPayable } = example;
  return (
    <div className="flex flex-col gap-3">
      <ul className="flex flex-col gap-2 border-line border-b pb-3">
        {lines.map((line) => (
          <Line key={JSON.stringify(line)} line={line} levels={levels} currency={currency} />
        ))}
      </ul>
      <dl className="flex flex-col gap-1.5">
        <Sum label={t("list")} minor={quote.listMinor} currency={currency} />
        {reductionsOf(quote).map(({ id, name, amountMinor }) => (
          <Sum key={id} label={name} minor={-amountMinor} currency={currency} />
        ))}
        {quote.isTaxInclusive
          ? null
          : quote.taxes.map(({ id, name, rateMilli, amountMinor }) => (
              <Sum
                key={id}
                label={t("tax", { name, percent: rateMilli / 1_000 })}
                minor={amountMinor}
                currency={currency}
              />
            ))}
        <Sum
          label={<strong className="font-display text-heading">{t("total")}</strong>}
          minor={quote.totalMinor}
          currency={currency}
          isTotal
        />
        {quote.isTaxInclusive
          ? quote.taxes.map(({ id, name, rateMilli, amountMinor }) => (
              <Sum
                key={id}
                label={
                  <span className="text-ink-soft text-sm">{t("contained", { name, percent: rateMilli / 1_000 })}</span>
                }
                minor={amountMinor}
                currency={currency}
              />
            ))
          : null}
      </dl>
      {quote.isCut ? <Notice>{t("cut")}</Notice> : null}
      {isPayable ? null : <Notice tone="warn">{t("notPayable")}</Notice>}
    </div>
  );
}

function Line({ line, levels, currency }: Shown & { line: ExampleLine }) {
  const t = useTranslations("prices.example");
  const level = levels.find(({ id }) => id === line.levelId)?.name ?? "";
  return (
    <li className="flex items-baseline justify-between gap-3">
      <span className="min-w-0 break-words">
        {t("line", { count: line.count, level, type: line.ticketType ?? t("full") })}
      </span>
      <span className="shrink-0 text-right">
        {line.unitMinor < line.listMinor ? (
          <s className="mr-2 text-ink-soft text-sm">
            <span className="sr-only">{t("before")}</span>
            <Money minor={line.listMinor} currency={currency} />
          </s>
        ) : null}
        <Money minor={line.unitMinor} currency={currency} />
      </span>
    </li>
  );
}

function Sum({
  label,
  minor,
  currency,
  isTotal,
}: {
  label: ReactNode;
  minor: number;
  currency: string;
  isTotal?: true;
}) {
  return (
    <div className="flex items-baseline justify-between gap-3">
      <dt className="min-w-0 break-words">{label}</dt>
      <dd className={isTotal ? "font-display text-heading" : undefined}>
        <Money minor={minor} currency={currency} />
      </dd>
    </div>
  );
}
