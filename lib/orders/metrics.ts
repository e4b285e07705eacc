import { counter, gauge } from "#lib/platform/observability/metrics";

export const orders = counter({ name: "orders_total", help: "Orders by outcome", labelNames: ["outcome"] });

export const reconciliationDifferences = gauge({
  name: "reconciliation_differences",
  help: "Differences between a gateway's movements and the ledger on the day that was compared last",
  labelNames: ["gateway"],
});
