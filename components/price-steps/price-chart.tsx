import { useLocale, useTranslations } from "next-intl";
import { formatMoney, toMinor } from "#lib/platform/money";
import type { SimulationWire } from "#lib/pricing/steps/simulation-contract";
import { levelHue } from "../catalog/level-hue.ts";
import { dateText } from "../ui/date-text.ts";
import { chartLines, priceTicks } from "./chart-lines.ts";
import type { SteppedEvent } from "./step-draft.ts";

const WIDTH = 720;
const HEIGHT = 240;
const LEFT = 76;
const BOTTOM = 28;
const TOP = 10;
/** A dash of its own for each level, so that colour is not the only sign. */
const DASHES = [undefined, "8 5", "2 4", "12 4 2 4"];

/** The prices of the levels over the time of the sale. The table below says the same in words. */
export function PriceChart({ event, result }: { event: SteppedEvent; result: SimulationWire }) {
  const t = useTranslations("price-steps.simulation");
  const locale = useLocale();
  const frame = { left: LEFT, top: TOP, width: WIDTH - LEFT - 8, height: HEIGHT - TOP - BOTTOM };
  const ticks = priceTicks(result.prices.map(({ price }) => price));
  const lines = chartLines(result.prices, {
    ...{ frame, min: ticks[0] ?? 0, max: ticks.at(-1) ?? 1 },
    ...{ from: Date.parse(event.salesStartAt), until: Date.parse(event.salesEndAt) },
  });
  const money = (major: number) => formatMoney(toMinor(major, result.currency) ?? 0, result.currency, locale);
  const y = (price: number) => {
    const [min, max] = [ticks[0] ?? 0, ticks.at(-1) ?? 1];
    return frame.top + frame.height * (1 - (price - min) / Math.max(max - min, 1e-9));
  };
  const date = (at: string) => dateText(at, { timeZone: event.timeZone, style: "day", locale });
  return (
    <figure className="flex flex-col gap-2">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t("chart")} className="w-full max-w-3xl">
        {ticks.map((price) => (
          <g key={price}>
            <line x1={LEFT} x2={WIDTH - 8} y1={y(price)} y2={y(price)} stroke="var(--line)" />
            <text x={LEFT - 10} y={y(price) + 4} textAnchor="end" fontSize="13" fill="var(--ink-soft)">
              {money(price)}
            </text>
          </g>
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
          />
        ))}
        <text x={LEFT} y={HEIGHT - 6} fontSize="13" fill="var(--ink-soft)">
          {date(event.salesStartAt)}
        </text>
        <text x={WIDTH - 8} y={HEIGHT - 6} textAnchor="end" fontSize="13" fill="var(--ink-soft)">
          {date(event.salesEndAt)}
        </text>
      </svg>
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
