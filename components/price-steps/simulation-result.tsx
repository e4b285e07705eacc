import { useLocale, useTranslations } from "next-intl";
import { PriceChart } from "#components/price-steps/price-chart";
import { formatMoney, toMinor } from "#lib/platform/money";
import type { SimulationWire } from "#lib/pricing/steps/simulation-contract";
import { dateText } from "../ui/date-text.ts";
import { simulatedGain } from "./simulated-gain.ts";
import type { SteppedEvent } from "./step-draft.ts";

type Props = { event: SteppedEvent; result: SimulationWire };

/** What a simulated sale brings, who pays what, and how the prices move. */
export function SimulationResult({ event, result }: Props) {
  const t = useTranslations("price-steps.simulation");
  const locale = useLocale();
  const money = (major: number) => formatMoney(toMinor(major, result.currency) ?? 0, result.currency, locale);
  if (result.sold === 0) return <p className="text-ink-soft">{t("nothingSold")}</p>;
  const gain = simulatedGain(result);
  const sign = gain.minor >= 0 ? "+" : "−";
  const difference = formatMoney(Math.abs(gain.minor), result.currency, locale);
  const share = Math.abs(gain.percent).toLocaleString(locale, { maximumFractionDigits: 1 });
  const figures = [
    { name: t("revenue"), value: money(result.revenue) },
    { name: t("fixed"), value: money(result.fixed_revenue) },
    { name: t("difference"), value: `${sign}${difference} (${sign}${share} %)` },
    { name: t("sold"), value: result.sold.toLocaleString(locale) },
  ];
  return (
    <div className="flex flex-col gap-6">
      <dl className="grid grid-cols-2 gap-x-6 gap-y-4 lg:grid-cols-4">
        {figures.map(({ name, value }) => (
          <div key={name} className="flex flex-col gap-0.5">
            <dt className="text-ink-soft text-sm">{name}</dt>
            <dd className="tabular font-semibold text-lg">{value}</dd>
          </div>
        ))}
      </dl>
      <PriceChart {...{ event, result }} />
      <PaidTable {...{ event, result, money }} />
      <details>
        <summary className="w-fit cursor-pointer py-2 font-semibold text-sm underline underline-offset-4">
          {t("pricesOverTime")}
        </summary>
        <SimpleTable
          caption={t("pricesOverTime")}
          heads={[t("when"), t("level"), t("price")]}
          rows={result.prices.map(({ at, price_level_id: id, price }) => [
            dateText(at, { timeZone: event.timeZone, style: "short", locale }),
            nameOf(event, id),
            money(price),
          ])}
        />
      </details>
      <p className="max-w-prose text-ink-soft text-sm">{t("caution")}</p>
    </div>
  );
}

function PaidTable({ event, result, money }: Props & { money: (major: number) => string }) {
  const t = useTranslations("price-steps.simulation");
  const locale = useLocale();
  const hasTypes = result.paid.some(({ ticket_type: type }) => type !== null);
  return (
    <SimpleTable
      caption={t("whoPays")}
      isTitled
      heads={[t("level"), ...(hasTypes ? [t("type")] : []), t("price"), t("seats"), t("total")]}
      rows={result.paid.map(({ price_level_id: id, ticket_type: type, price, seats, total }) => [
        ...[nameOf(event, id), ...(hasTypes ? [type ?? t("fullPrice")] : [])],
        ...[money(price), seats.toLocaleString(locale), money(total)],
      ])}
    />
  );
}

function SimpleTable(props: {
  caption: string;
  isTitled?: boolean;
  heads: readonly string[];
  rows: readonly (readonly string[])[];
}) {
  const { caption, isTitled = false, heads, rows } = props;
  return (
    // It scrolls sideways on a phone where amounts are long, by keyboard too.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must take the focus.
    <section aria-label={caption} tabIndex={0} className="max-w-full overflow-x-auto">
      <table className="w-full max-w-2xl text-[0.8125rem] sm:text-[0.9375rem]">
        <caption className={isTitled ? "mb-2 text-left font-semibold" : "sr-only"}>{caption}</caption>
        <thead>
          <tr className="border-line border-b text-left text-ink-soft sm:text-sm">
            {heads.map((head, i) => (
              <th key={head} scope="col" className={i === 0 ? "py-2 pr-1 sm:pr-4" : "py-2 pl-1.5 text-right sm:pl-4"}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.join()} className="border-line border-b last:border-b-0">
              {row.map((cell, i) => (
                <td
                  key={heads[i]}
                  className={i === 0 ? "py-2 pr-1 sm:pr-4" : "tabular whitespace-nowrap py-2 pl-1.5 text-right sm:pl-4"}
                >
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function nameOf({ levels }: SteppedEvent, id: number): string {
  return levels.find((level) => level.id === id)?.name ?? String(id);
}
