import { pictureStore } from "#lib/catalog/pictures/health";
import { anyone } from "#lib/organizations/authority";
import { paymentGateway } from "#lib/payments/health";
import { endpoint } from "#lib/platform/http/endpoint";
import { unlimited } from "#lib/platform/http/pipeline";
import { json } from "#lib/platform/http/response";
import { backlog, checkDependencies, database, readiness, redisServer } from "#lib/platform/observability/health";

/** Whether requests can be served: 503 when the database is gone. Redis, the picture store and mail may be missing without harm. */
export const GET = endpoint(
  {
    route: "/api/health/ready",
    authority: anyone,
    limit: unlimited("a load balancer that is refused takes the server out of service"),
    operation: {
      summary: "Ask whether requests can be served",
      description:
        "Also at `/health/ready`. Redis, the payment gateway and the picture store may be missing without harm. Degraded: requests are served, but the database refused some lately, jobs and facts wait for more than a minute, or the picture store is not the one that has this database's pictures.",
      tag: "Operation",
      answers: {
        200: { description: "They can.", body: readiness },
        503: { description: "Something that is needed is down.", body: readiness },
      },
      example: {},
    },
  },
  async () => {
    const state = await checkDependencies([database, redisServer, paymentGateway, pictureStore, backlog]);
    return json(state, { status: state.status === "unavailable" ? 503 : 200 });
  },
);

export const dynamic = "force-dynamic";
