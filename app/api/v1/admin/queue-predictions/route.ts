import { administrator } from "#lib/organizations/account-authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";
import { predictionListWire } from "#lib/waiting-room/predictions-contract";
import { listPredictions } from "#lib/waiting-room/read-predictions";

/** How well waits in the queues of the platform were predicted. */
export const GET = endpoint(
  {
    route: "/api/v1/admin/queue-predictions",
    authority: administrator,
    limit: limitTo("manage"),
    operation: {
      summary: "Compare what people in queues were shown with what came true",
      description: "The ten sales whose queues moved last.",
      tag: "Administration",
      answers: { 200: { description: "The record of each sale.", body: predictionListWire } },
      example: {},
    },
  },
  async () => json(await listPredictions()),
);
