import { endpoint } from "#lib/platform/http/endpoint";
import { operator } from "#lib/platform/http/operator";
import { unlimited } from "#lib/platform/http/pipeline";
import { collectMetrics } from "#lib/platform/observability/collect-metrics";

/** The process's figures for Prometheus. */
export const GET = endpoint(
  {
    route: "/api/metrics",
    authority: operator,
    limit: unlimited("the operator asks as often as their monitoring needs"),
    operation: {
      summary: "Read the process's figures",
      tag: "Operation",
      answers: { 200: { description: "Figures for Prometheus.", type: "text/plain" } },
      example: {},
    },
  },
  async () => {
    // Loaded here, since plain Node reads this file for the API's document and cannot load the mails' TSX.
    const { SUBSCRIBERS } = await import("../../subscribers.ts");
    const { contentType, text } = await collectMetrics(SUBSCRIBERS);
    return new Response(text, { headers: { "content-type": contentType, "cache-control": "no-store" } });
  },
);

export const dynamic = "force-dynamic";
