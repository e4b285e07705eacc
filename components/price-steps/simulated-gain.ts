import { toMinor } from "#lib/platform/money";
import type { SimulationWire } from "#lib/pricing/steps/simulation-contract";

type Revenues = Pick<SimulationWire, "revenue" | "fixed_revenue" | "currency">;

/** How much more a simulated sale brings than the regular prices: in the minor unit, and in percent of those. */
export function simulatedGain({ revenue, fixed_revenue, currency }: Revenues): { minor: number; percent: number } {
  // Major units are subtracted as minor ones: 69365.60 − 70098.00 is no amount of cents.
  const regular = toMinor(fixed_revenue, currency) ?? 0;
  const minor = (toMinor(revenue, currency) ?? 0) - regular;
  return { minor, percent: regular === 0 ? 0 : (minor * 100) / regular };
}
