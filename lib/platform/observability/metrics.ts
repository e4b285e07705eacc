import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { singleton } from "../singleton.ts";

/** The process's figures, in Prometheus' text format at `/api/metrics`. */
export function metrics() {
  return singleton("metrics", () => {
    const registry = new Registry();
    collectDefaultMetrics({ register: registry });
    const registers = [registry];
    return {
      registry,
      requests: new Histogram({
        name: "http_request_duration_seconds",
        help: "Requests by route, method and status",
        labelNames: ["route", "method", "status"],
        buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
        registers,
      }),
      holds: new Counter({ name: "holds_total", help: "Holds by outcome", labelNames: ["outcome"], registers }),
      holdBatch: new Histogram({
        name: "hold_batch_size",
        help: "Baskets decided by one statement",
        buckets: [1, 2, 4, 8, 16, 32, 64, 128],
        registers,
      }),
      expiries: new Counter({
        name: "expiries_total",
        help: "Reservations that ran out and were tidied up",
        registers,
      }),
      orders: new Counter({ name: "orders_total", help: "Orders by outcome", labelNames: ["outcome"], registers }),
      payments: new Counter({
        name: "payments_total",
        help: "Answers of payment gateways by outcome",
        labelNames: ["gateway", "outcome"],
        registers,
      }),
      limited: new Counter({
        name: "requests_limited_total",
        help: "Requests refused by a rate limit",
        labelNames: ["policy", "scope"],
        registers,
      }),
      streams: new Gauge({ name: "seat_streams", help: "Open seat streams", registers }),
      poolUse: new Gauge({
        name: "database_connections",
        help: "Database connections of this app by state",
        labelNames: ["state"],
        registers,
      }),
      queueDepth: new Gauge({ name: "jobs_waiting", help: "Jobs that wait for a worker", registers }),
    };
  });
}
