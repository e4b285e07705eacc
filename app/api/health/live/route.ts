import { anyone } from "#lib/accounts/authority";
import { liveness } from "#lib/platform/health";
import { door } from "#lib/platform/http";
import { json } from "#lib/platform/response";

/** The process runs and answers. */
export const GET = door(
  {
    route: "/api/health/live",
    authority: anyone,
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
