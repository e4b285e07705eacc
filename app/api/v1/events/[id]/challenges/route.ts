import { newGuest } from "#lib/identity/identify";
import { pastOf } from "#lib/orders/persons/past-of";
import { buyer } from "#lib/organizations/authority";
import { addressOf } from "#lib/platform/http/client-address";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { challengeBody, challengeParams, challengeWire, proofWire } from "#lib/protection/challenges/contract";
import { makeChallenge } from "#lib/protection/challenges/make-challenge";
import { readProof } from "#lib/protection/challenges/proof";
import { proofOnWire } from "#lib/protection/challenges/proof-wire";
import { limitTo } from "#lib/protection/limits";
import { assessRisk } from "#lib/protection/risk/assess-risk";

/** Makes a challenge for a buyer of one event; who has a valid proof needs none. A stranger becomes a guest, as with a hold. */
export const POST = endpoint(
  {
    route: "/api/v1/events/{id}/challenges",
    params: challengeParams,
    body: challengeBody,
    authority: buyer,
    limit: limitTo("challenge"),
    operation: {
      summary: "Get a challenge",
      description:
        "Limits of an event count persons. A guest is one with a proof, which the solution of a challenge earns; guests of one network without a proof count as one person together. The challenge is a proof of work in the format of ALTCHA, version 2, to be solved within ten minutes; how much work it is depends on the risk and the rush. At high risk the check of another service may go with it, or more work where `without_check` asks for it. A buyer whose proof for the event is valid gets its time instead.",
      tag: "Reservations",
      answers: {
        200: { description: "A proof is valid already.", body: proofWire },
        201: { description: "The challenge.", body: challengeWire },
      },
      example: { body: { signals: { page_ms: 1_200, pointer_presses: 1 } } },
    },
  },
  async ({ request: { headers }, params: { id: eventId }, body, who }) => {
    const proof = body.renew ? undefined : readProof(headers, { eventId, key: who.keys[0] });
    if (proof) return json(proofOnWire(proof));
    const guest = who.keys.length === 0 ? newGuest() : undefined;
    const key = who.keys[0] ?? guest?.buyerKey ?? "";
    const address = addressOf(headers);
    const past = await pastOf(eventId, who.keys);
    // As a signal an address counts without being proven: it makes more work at most.
    const { email: mail } = who;
    const { band } = await assessRisk({ headers, address, eventId, actor: key, given: body.signals, mail, ...past });
    const made = await makeChallenge({ eventId, key, band, withoutCheck: body.without_check });
    return json(made, { status: 201, headers: guest ? { "set-cookie": guest.setCookie } : {} });
  },
);
