import { anyone } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { refuse } from "#lib/platform/http/refusals";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";
import { queueDrawWire, queueParams } from "#lib/waiting-room/contract";
import { readDraw } from "#lib/waiting-room/read-status";

/** The record of a draw, with which anyone can check it. */
export const GET = endpoint(
  {
    route: "/api/v1/events/{id}/queue/draw",
    params: queueParams,
    authority: anyone,
    limit: limitTo("browse"),
    operation: {
      summary: "Check the draw",
      description:
        "`seed_hash` was public before: it is SHA-256(seed ‖ event id). `salt` is SHA-256 over the sorted ticket ids, a line each. `tickets` stand in the order of HMAC-SHA256(seed ‖ salt, ticket id).",
      tag: "Queue",
      answers: { 200: { description: "The draw.", body: queueDrawWire } },
      example: {},
    },
  },
  async ({ params }) => {
    const draw = await readDraw(params.id);
    return draw ? json(draw, { headers: { "cache-control": "public, max-age=86400" } }) : refuse("not_found");
  },
);
