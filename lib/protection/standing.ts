import { createHmac } from "node:crypto";
import { networkOf } from "#lib/platform/http/client-address";
import { secretKey } from "#lib/platform/ids";
import { readProof } from "./challenges/proof.ts";

/** What is known of the sender of a request; a `Person` of lib/identity has it. */
export type Sender = {
  readonly keys: readonly string[];
  readonly userId: string | undefined;
  readonly isEmailProven?: boolean | undefined;
};

type Asked = {
  who: Sender;
  headers: Headers;
  /** The client's address (`addressOf(headers)`). */
  address: string;
  eventId: number;
};

/**
 * How the sender of a request stands to an event, whose limits count persons. Cookies cost nothing, so that a guest is a person of their own only
 * with a proof; all guests of one network without one are one person together.
 *
 * `networkKey` is there for those alone who are no person: neither an account whose mail address is proven, nor with a valid proof for this event. It
 * is a keyed hash of the event and the network (of IPv6 the /64), so that addresses are stored nowhere and the same network cannot be
 * followed from event to event. `provenAt` is when their last challenge was made, `isSuspected` whether its risk was high.
 */
export function standingOf({ who, headers, address, eventId }: Asked): {
  networkKey: string | undefined;
  provenAt: Date | undefined;
  isSuspected: boolean;
} {
  const proof = readProof(headers, { eventId, key: who.keys[0] });
  const isPerson = proof !== undefined || (who.userId !== undefined && who.isEmailProven === true);
  return {
    networkKey: isPerson ? undefined : networkKeyOf(eventId, address),
    provenAt: proof && new Date(proof.since),
    isSuspected: proof?.band === "high",
  };
}

/** 128 bits, which no two networks of an event share. */
function networkKeyOf(eventId: number, address: string): string {
  const hash = createHmac("sha256", secretKey("person-network")).update(`${eventId} ${networkOf(address)}`);
  return `network:${hash.digest("base64url").slice(0, 22)}`;
}
