import { histogram } from "../observability/metrics.ts";

export const requestDuration = histogram({
  name: "http_request_duration_seconds",
  help: "Requests by route, method and status",
  labelNames: ["route", "method", "status"],
  buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
});
