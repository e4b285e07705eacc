import { buyer } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";
import { queueParams, queuePassWire } from "#lib/waiting-room/contract";
import { redeemPass } from "#lib/waiting-room/redeem-pass";

/** Redeems a pass for a lease; claiming again is the heartbeat that extends the lease. */
export const POST = endpoint(
  {
    route: "/api/v1/events/{id}/queue/claim",
    params: queueParams,
    authority: buyer,
    takesKeyProof: true,
    limit: limitTo("join"),
    operation: {
      summary: "Take your turn",
      description:
        "Turns a ticket that was called into leave to hold seats until `expires_at`. Claim again every `heartbeat_seconds` to keep it, until `ends_at` at most. Too early answers `not_your_turn` with `queue_position`, `estimated_wait_seconds` and the range `estimated_wait`; they are null while they are not known. A call that was missed can be made good once: claim, and you are called again from your old place. A proof of a key (`DPoP`) binds the time inside to it: then holding, paying and claiming again need the same key, so that a copied cookie is of no use. The first key that is shown binds; programs without one are not bound.",
      tag: "Queue",
      answers: { 200: { description: "You are in.", body: queuePassWire } },
      refuses: ["not_your_turn", "wrong_browser"],
      example: {},
    },
  },
  async ({ params, who, keyThumbprint }) => {
    const result = await redeemPass(params.id, who.keys, { keyThumbprint });
    return result.ok ? json(result.pass) : result;
  },
);
