import type { SimulationWire } from "#lib/pricing/steps/simulation-contract";

type Scale = {
  readonly frame: { left: number; top: number; width: number; height: number };
  readonly from: number;
  readonly until: number;
  readonly min: number;
  readonly max: number;
};

/** A stair for each level: its price holds until the next one comes. */
export function chartLines(prices: SimulationWire["prices"], scale: Scale): { levelId: number; path: string }[] {
  const { frame, from, until, min, max } = scale;
  const x = (at: number) => {
    const share = Math.max(0, Math.min(1, (at - from) / Math.max(1, until - from)));
    return (frame.left + frame.width * share).toFixed(1);
  };
  const y = (price: number) => (frame.top + frame.height * (1 - (price - min) / Math.max(max - min, 1e-9))).toFixed(1);
  const ids = [...new Set(prices.map(({ price_level_id: id }) => id))].sort((a, b) => a - b);
  return ids.map((levelId) => {
    const own = prices.filter(({ price_level_id: id }) => id === levelId);
    const stairs = own.map(({ at, price }, i) =>
      i === 0 ? `M${x(from)} ${y(price)}` : `H${x(Date.parse(at))}V${y(price)}`,
    );
    return { levelId, path: `${stairs.join("")}H${x(until)}` };
  });
}

/** Three to six round prices from below the lowest to above the highest. */
export function priceTicks(prices: readonly number[]): number[] {
  const [low, high] = [Math.min(...prices), Math.max(...prices)];
  if (!Number.isFinite(low)) return [0, 1];
  const span = Math.max(high - low, high * 0.2, 1);
  const power = 10 ** Math.floor(Math.log10(span / 3));
  const step = [1, 2, 5, 10].map((times) => times * power).find((each) => span / each <= 4) ?? 10 * power;
  const first = Math.floor(low / step);
  const last = Math.max(Math.ceil(high / step), first + 1);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toFixed(6)));
}
