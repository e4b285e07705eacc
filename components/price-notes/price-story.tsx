import { useLocale, useTranslations } from "next-intl";
import { formatMoney, toMinor } from "#lib/platform/money";
import type { PriceChangesWire } from "#lib/pricing/steps/step-contract";
import { dateText } from "../ui/date-text.ts";

type Change = PriceChangesWire["data"][number];

/** Why the seats cost what they cost: what changed and what is announced, each with its cause. Nothing where no price ever changed. */
export function PriceStory({ prices, timeZone }: { prices: PriceChangesWire; timeZone: string }) {
  const t = useTranslations("price-notes");
  if (prices.data.length === 0) return null;
  const rest = prices.meta.total - prices.data.length;
  return (
    <details className="mt-5 border-line border-t pt-4">
      <summary className="w-fit cursor-pointer py-1 font-semibold text-sm underline underline-offset-4">
        {t("why")}
      </summary>
      <div className="mt-3 flex flex-col gap-3 text-sm">
        <p className="text-ink-soft">{t("kept")}</p>
        <ChangeList changes={prices.data} currency={prices.currency} timeZone={timeZone} label={t("changes")} />
        {rest > 0 ? <p className="text-ink-soft">{t("older", { count: prices.data.length })}</p> : null}
      </div>
    </details>
  );
}

/** Changes of prices by time, the newest first. */
export function ChangeList(props: { changes: readonly Change[]; currency: string; timeZone: string; label: string }) {
  const { changes, currency, timeZone, label } = props;
  const t = useTranslations("price-notes");
  const locale = useLocale();
  const money = (major: number) => formatMoney(toMinor(major, currency) ?? 0, currency, locale);
  const date = (at: string) => dateText(at, { timeZone, style: "short", locale });
  return (
    <ul aria-label={label} className="flex flex-col divide-y divide-line">
      {changes.map((change) => {
        const { announced_at: told, applied, price_level: level } = change;
        const prices = { level, from: money(change.from_price), to: money(change.to_price) };
        return (
          <li
            key={change.id}
            className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5 py-2 first:pt-0"
          >
            <span className="tabular font-medium">
              {!applied && told ? t("plan", { ...prices, date: date(told) }) : t("change", prices)}
            </span>
            <span className="tabular text-ink-soft">
              <CauseText change={change} /> · <time dateTime={change.applies_at}>{date(change.applies_at)}</time>
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function CauseText({ change }: { change: Change }) {
  const t = useTranslations("price-notes.cause");
  const { cause, sold, on_sale: total, reached } = change;
  if (cause === "number_sold") return t("number_sold", { reached: Number(reached ?? sold) });
  if (cause === "demand") return t("demand", { sold, total });
  return t(cause);
}
