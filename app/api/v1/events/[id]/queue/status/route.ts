import { anyone } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { refuse } from "#lib/platform/http/refusals";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";
import { queueParams, queueStatusWire } from "#lib/waiting-room/contract";
import { readStatus } from "#lib/waiting-room/read-status";

/** The state of the queue, the same bytes for all readers, who compare it with their own number. */
export const GET = endpoint(
  {
    route: "/api/v1/events/{id}/queue/status",
    params: queueParams,
    authority: anyone,
    limit: limitTo("watch"),
    operation: {
      summary: "See where the queue stands",
      description:
        "Identical for all and cacheable for a second. Your turn is near when `serving_position` comes near the `number` of your ticket, and there when it reaches it: then claim. `draw` holds what the order can be checked with.",
      tag: "Queue",
      answers: {
        200: { description: "The queue.", body: queueStatusWire, headers: { "Cache-Control": "A second, for all." } },
      },
      example: {},
    },
  },
  async ({ params }) => {
    const status = await readStatus(params.id);
    return status ? json(status, { headers: { "cache-control": "public, max-age=1" } }) : refuse("not_found");
  },
);
