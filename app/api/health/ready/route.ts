import { anyone } from "#lib/accounts/authority";
import { checkDependencies, readiness } from "#lib/platform/health";
import { door } from "#lib/platform/http";
import { json } from "#lib/platform/response";

/** Whether requests can be served: 503 when the database is gone. Redis and mail may be missing without harm. */
export const GET = door(
  {
    route: "/api/health/ready",
    authority: anyone,
    operation: {
      summary: "Ask whether requests can be served",
      description: "Also at `/health/ready`. Redis and the payment gateway may be missing without harm.",
      tag: "Operation",
      answers: {
        200: { description: "They can.", body: readiness },
        503: { description: "Something that is needed is down.", body: readiness },
      },
      example: {},
    },
  },
  async () => {
    const { isReady, dependencies } = await checkDependencies();
    return json({ status: isReady ? "ok" : "unavailable", dependencies }, { status: isReady ? 200 : 503 });
  },
);

export const dynamic = "force-dynamic";
