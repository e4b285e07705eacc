import { useLocale, useTranslations } from "next-intl";
import { formatMoney, toMinor } from "#lib/platform/money";
import type { SimulationWire } from "#lib/pricing/steps/simulation-contract";
import { levelHue } from "../catalog/level-hue.ts";
import { dateText } from "../ui/date-text.ts";
import { chartLines, priceTicks } from "./chart-lines.ts";
import type { SteppedEvent } from "./step-draft.ts";

/** The drawing stretches to its place, so that the words beside it keep their size on a phone. */
const FRAME = { left: 0, top: 0, width: 100, height: 100 };
/** A dash of its own for each level, so that colour is not the only sign. */
const DASHES = [undefined, "8 5", "2 4", "12 4 2 4"];

/** The prices of the levels over the time of the sale. The table below says the same in words. */
export function PriceChart({ event, result }: { event: SteppedEvent; result: SimulationWire }) {
  const t = useTranslations("price-steps.simulation");
  const locale = useLocale();
  const ticks = priceTicks(result.prices.map(({ price }) => price));
  const [min = 0, max = 1] = [ticks[0], ticks.at(-1)];
  const lines = chartLines(result.prices, {
    ...{ frame: FRAME, min, max },
    ...{ from: Date.parse(event.salesStartAt), until: Date.parse(event.salesEndAt) },
  });
  const money = (major: number) => formatMoney(toMinor(major, result.currency) ?? 0, result.currency, locale);
  const topOf = (price: number) => 100 * (1 - (price - min) / Math.max(max - min, 1e-9));
  const date = (at: string) => dateText(at, { timeZone: event.timeZone, style: "day", locale });
  return (
    <figure className="flex flex-col gap-2">
      <div className="relative mt-2 ml-20 h-56 max-w-2xl">
        {ticks.map((price) => (
          <span
            key={price}
            aria-hidden="true"
            className="tabular -translate-y-1/2 absolute right-full mr-2 whitespace-nowrap text-ink-soft text-xs"
            style={{ top: `${topOf(price)}%` }}
          >
            {money(price)}
          </span>
        ))}
        <svg
          viewBox="0 0 100 100"
          preserveAspectRatio="none"
          role="img"
          aria-label={t("chart")}
          className="size-full overflow-visible"
        >
          {ticks.map((price) => (
            <path key={price} d={`M0 ${topOf(price)}H100`} stroke="var(--line)" vectorEffect="non-scaling-stroke" />
          ))}
          {lines.map(({ levelId, path }, i) => (
            <path
              key={levelId}
              d={path}
              fill="none"
              stroke={levelHue(event.levels, { id: levelId })}
              strokeWidth="3"
              strokeDasharray={DASHES[i % DASHES.length]}
              strokeLinejoin="round"
              vectorEffect="non-scaling-stroke"
            />
          ))}
        </svg>
      </div>
      <div aria-hidden="true" className="ml-20 flex max-w-2xl justify-between text-ink-soft text-xs">
        <span>{date(event.salesStartAt)}</span>
        <span>{date(event.salesEndAt)}</span>
      </div>
      <figcaption className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
        {lines.map(({ levelId }, i) => (
          <span key={levelId} className="flex items-center gap-2">
            <svg viewBox="0 0 32 8" aria-hidden="true" className="h-2 w-8">
              <path
                d="M0 4H32"
                stroke={levelHue(event.levels, { id: levelId })}
                strokeWidth="3"
                strokeDasharray={DASHES[i % DASHES.length]}
              />
            </svg>
            {event.levels.find(({ id }) => id === levelId)?.name}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}
