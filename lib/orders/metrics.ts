import { counter } from "#lib/platform/observability/metrics";

export const orders = counter({ name: "orders_total", help: "Orders by outcome", labelNames: ["outcome"] });
