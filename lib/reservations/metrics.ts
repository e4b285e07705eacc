import { counter, histogram } from "#lib/platform/observability/metrics";

export const holds = counter({ name: "holds_total", help: "Holds by outcome", labelNames: ["outcome"] });

export const holdBatchSize = histogram({
  name: "hold_batch_size",
  help: "Baskets decided by one statement",
  buckets: [1, 2, 4, 8, 16, 32, 64, 128],
});

export const expiries = counter({ name: "expiries_total", help: "Reservations that expired and were released" });
