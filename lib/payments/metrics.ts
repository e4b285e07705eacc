import { counter } from "#lib/platform/observability/metrics";

export const payments = counter({
  name: "payments_total",
  help: "Answers of payment gateways by outcome",
  labelNames: ["gateway", "outcome"],
});
