import { anyone } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { unlimited } from "#lib/platform/http/pipeline";
import { json } from "#lib/platform/http/response";
import { liveness } from "#lib/platform/observability/health";

/** The process runs and answers. */
export const GET = endpoint(
  {
    route: "/api/health/live",
    authority: anyone,
    limit: unlimited("a load balancer that is refused takes the server out of service"),
    operation: {
      summary: "Ask whether the process runs",
      description: "Also at `/health/live`.",
      tag: "Operation",
      answers: { 200: { description: "It does.", body: liveness } },
      example: {},
    },
  },
  async () => json({ status: "ok" }),
);
