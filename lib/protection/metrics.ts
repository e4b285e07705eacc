import { counter } from "#lib/platform/observability/metrics";

export const limitedRequests = counter({
  name: "requests_limited_total",
  help: "Requests refused by a rate limit",
  labelNames: ["policy", "scope"],
});
