import { keepLeading } from "#lib/platform/jobs/keep-leading";
import { movePrices } from "./move-prices.ts";

/** Moves prices every second while an event has price steps, in one process at a time. Answers the function that stops it. */
export function keepPricesMoving(): () => Promise<void> {
  return keepLeading({
    name: "price-steps",
    stepMs: 1_000,
    // New steps are applied when they are saved, so nothing waits for this.
    idleMs: 5_000,
    work: async () => (await movePrices()).watched > 0,
  });
}
