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
 * How the sender of a request stands to an event: with `networkKey` they have no proof and count together with their network; `provenAt` is
 * when their last challenge was solved, `isSuspected` whether it was answered with a high risk.
 */
export function standingOf(asked: Asked): {
  networkKey: string | undefined;
  provenAt: Date | undefined;
  isSuspected: boolean;
} {
  const { who, headers, eventId } = asked;
  const person = personKeyOf(asked);
  const proof = readProof(headers, { eventId, keys: who.keys });
  return {
    networkKey: person.startsWith(NETWORK) ? person : undefined,
    provenAt: proof && new Date(proof.since),
    isSuspected: proof?.band === "high",
  };
}

/**
 * The person that the limits of an event count. Cookies cost nothing, so that a guest is a person of their own only with a proof; all
 * guests of one network without one are one person together.
 *
 * - `user:<id>` of an account whose mail address is proven,
 * - otherwise the first of the buyer's keys with a valid proof for this event,
 * - otherwise `network:<hash>`: a keyed hash of the event and the network (of IPv6 the /64), so that addresses are stored nowhere and the same
 *   network cannot be followed from event to event.
 */
export function personKeyOf({ who, headers, address, eventId }: Asked): string {
  if (who.userId !== undefined && who.isEmailProven) return `user:${who.userId}`;
  return readProof(headers, { eventId, keys: who.keys })?.key ?? networkKey(eventId, address);
}

/** 128 bits, which no two networks of an event share. */
function networkKey(eventId: number, address: string): string {
  const hash = createHmac("sha256", secretKey("person-network")).update(`${eventId} ${networkOf(address)}`);
  return `${NETWORK}${hash.digest("base64url").slice(0, 22)}`;
}

const NETWORK = "network:";
