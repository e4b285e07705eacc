import { buyer } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { refuse } from "#lib/platform/http/refusals";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";
import { presenceBody, presenceWire, queueParams } from "#lib/waiting-room/contract";
import { noteHere } from "#lib/waiting-room/note-here";

/** A waiting page says that it is open. */
export const PUT = endpoint(
  {
    route: "/api/v1/events/{id}/queue/presence",
    params: queueParams,
    body: presenceBody,
    authority: buyer,
    limit: limitTo("join"),
    operation: {
      summary: "Say that you still wait",
      description:
        "Say it again after `next_seconds`, and as long as that goes on you are called when it is your turn. If it stops you are passed over until you say it again; the place is kept. A program that never says it is called in any case.",
      tag: "Queue",
      answers: { 200: { description: "Noted, if you wait.", body: presenceWire } },
      refuses: ["not_found"],
      example: { body: { number: 1_204 } },
    },
  },
  async ({ params, body, who }) => {
    const noted = await noteHere(params.id, who.keys, body);
    return noted ? json({ next_seconds: noted.nextSeconds }) : refuse("not_found");
  },
);
