import { createHash, createHmac, randomBytes } from "node:crypto";

/**
 * The draw decides the order of the buyers who joined before the opening. The seed is fixed, and its hash published, when
 * the room is created; the salt is the digest of all tickets that take part. So no one, Fairseat included, can know the
 * order while joining is possible, and afterwards neither the seed nor the list can change unnoticed. Anyone can check a
 * draw with this file.
 *
 * key(ticket) = HMAC-SHA256(seed ‖ salt, ticket id); tickets are sorted by key within their stratum. Seed and salt have 32 bytes each.
 */
export function drawKey(seed: string, salt: string, ticketId: string): Buffer {
  return createHmac("sha256", drawSecret(seed, salt)).update(ticketId).digest();
}

/** A new seed, in hexadecimal. */
export function newSeed(): string {
  return randomBytes(32).toString("hex");
}

/** The hash published before the draw: SHA-256(seed ‖ event id). The event id keeps a seed from serving two sales. */
export function seedHashOf(eventId: number, seed: string): string {
  return createHash("sha256").update(Buffer.from(seed, "hex")).update(String(eventId)).digest("hex");
}

/** SHA-256 over the sorted ids of all tickets of the draw, joined by newlines. */
export function saltOf(ticketIds: readonly string[]): string {
  return createHash("sha256").update(ticketIds.toSorted().join("\n")).digest("hex");
}

/**
 * The key's two padded halves (RFC 2104). Seed and salt fill SHA-256's 64-byte block exactly, so
 * key(ticket) = SHA-256(outer ‖ SHA-256(inner ‖ ticket id)), which PostgreSQL computes without an HMAC function.
 */
export function drawPads(seed: string, salt: string): { inner: Buffer<ArrayBuffer>; outer: Buffer<ArrayBuffer> } {
  const secret = drawSecret(seed, salt);
  return {
    inner: Buffer.from(secret.map((byte) => byte ^ 0x36)),
    outer: Buffer.from(secret.map((byte) => byte ^ 0x5c)),
  };
}

/** Everything published about a draw; `ticketIds` run from the first number to the last, `strata` says how many belong to each part. */
export type PublishedDraw = {
  eventId: number;
  seedHash: string;
  seed: string;
  salt: string;
  ticketIds: readonly string[];
  strata: readonly { tickets: number }[];
};

/** Checks a published draw. Answers its faults as sentences, none when it was drawn as promised. */
export function faultsOfDraw({ eventId, seedHash, seed, salt, ticketIds, strata }: PublishedDraw): string[] {
  const faults: string[] = [];
  if (seedHashOf(eventId, seed) !== seedHash) faults.push("the seed is not the one whose hash was published");
  if (saltOf(ticketIds) !== salt) faults.push("the salt is not the digest of these tickets");
  if (new Set(ticketIds).size !== ticketIds.length) faults.push("a ticket has two numbers");
  const firsts = strata.map((_, i) => strata.slice(0, i).reduce((sum, { tickets }) => sum + tickets, 0));
  if (strata.reduce((sum, { tickets }) => sum + tickets, 0) !== ticketIds.length)
    faults.push("the strata are not of these tickets");
  const keys = ticketIds.map((ticketId) => drawKey(seed, salt, ticketId));
  const isInOrder = keys.every((key, i) => firsts.includes(i) || Buffer.compare(keys[i - 1] ?? key, key) <= 0);
  if (!isInOrder) faults.push("the numbers do not follow the keys");
  return faults;
}

function drawSecret(seed: string, salt: string): Buffer {
  return Buffer.concat([Buffer.from(seed, "hex"), Buffer.from(salt, "hex")]);
}
