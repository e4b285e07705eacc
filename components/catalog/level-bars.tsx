import { useLocale, useTranslations } from "next-intl";
import { LevelNote } from "#components/price-notes/level-note";
import type { LevelLeft } from "#lib/catalog/contract";
import { formatMoney } from "#lib/platform/money";
import type { PriceChangesWire } from "#lib/pricing/steps/step-contract";
import { levelHue } from "./level-hue.ts";

type Props = {
  levels: readonly LevelLeft[];
  currency: string;
  isCounted: boolean;
  /** Why they cost what they cost; absent where it does not matter any more. */
  prices?: PriceChangesWire | undefined;
  timeZone: string;
};

/** The price levels of an event, each with a bar of its free seats. Without counts before and after the sale. */
export function LevelBars({ levels, currency, isCounted, prices, timeZone }: Props) {
  const t = useTranslations("event");
  const locale = useLocale();
  return (
    <ul className="flex flex-col divide-y divide-line">
      {levels.map((level) => (
        <li key={level.id} className="flex flex-col gap-2 py-4 first:pt-0 last:pb-0">
          <div className="flex items-baseline justify-between gap-4">
            <span className="flex items-baseline gap-2.5 font-semibold">
              <span
                aria-hidden="true"
                className="size-3 shrink-0 translate-y-px rounded-full"
                style={{ background: levelHue(levels, level) }}
              />
              {level.name}
            </span>
            <span className="tabular shrink-0 font-semibold text-lg">
              {level.priceMinor === 0 ? t("free") : formatMoney(level.priceMinor, currency, locale)}
            </span>
          </div>
          <Note level={level} {...{ prices, currency, timeZone }} />
          {isCounted ? <Bar left={level.left} total={level.total} hue={levelHue(levels, level)} /> : null}
          <div className="tabular flex justify-between gap-4 text-ink-soft text-sm">
            <span className="shrink-0">{isCounted ? t("left", { count: level.left }) : null}</span>
            <span className="text-right">
              {level.feeMinor > 0 ? t("feePart", { fee: formatMoney(level.feeMinor, currency, locale) }) : t("noFee")}
            </span>
          </div>
        </li>
      ))}
    </ul>
  );
}

function Note({ level, prices, ...place }: Omit<Props, "levels" | "isCounted"> & { level: LevelLeft }) {
  const now = prices?.price_levels.find(({ price_level_id: id }) => id === level.id);
  return now ? <LevelNote level={now} {...place} className="text-sm" /> : null;
}

/** The words below it say the same number, so the bar itself is silent. */
function Bar({ left, total, hue }: { left: number; total: number; hue: string }) {
  const share = total > 0 ? left / total : 0;
  return (
    <div aria-hidden="true" className="h-2.5 overflow-hidden rounded-full bg-sunken ring-1 ring-line ring-inset">
      <div
        className="h-full rounded-full"
        style={{ width: `${(share * 100).toFixed(1)}%`, minWidth: left > 0 ? "0.625rem" : 0, background: hue }}
      />
    </div>
  );
}
