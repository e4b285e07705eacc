import { createHash, createHmac, randomBytes } from "node:crypto";

/**
 * The draw: the order of those who came before the opening. The seed is fixed and its hash published when the room is made;
 * the salt is the digest of all tickets that take part. So nobody, we included, could know the order while one could
 * still join, and afterwards neither the seed nor the list can be changed unseen. Anybody can check it with this file.
 *
 * key(ticket) = HMAC-SHA256(seed ‖ salt, ticket id); the order is the keys' own. Seed and salt have 32 bytes each.
 */
export function drawKey(seed: string, salt: string, ticketId: string): Buffer {
  return createHmac("sha256", drawSecret(seed, salt)).update(ticketId).digest();
}

/** A new seed, in hexadecimal. */
export function newSeed(): string {
  return randomBytes(32).toString("hex");
}

/** What is published of the seed beforehand: SHA-256(seed ‖ event id), so that a seed serves one sale alone. */
export function seedHashOf(eventId: number, seed: string): string {
  return createHash("sha256").update(Buffer.from(seed, "hex")).update(String(eventId)).digest("hex");
}

/** SHA-256 over the ids of all tickets of the draw, sorted, a line each. */
export function saltOf(ticketIds: readonly string[]): string {
  return createHash("sha256").update(ticketIds.toSorted().join("\n")).digest("hex");
}

/**
 * The key's two padded halves (RFC 2104). Seed and salt fill SHA-256's block of 64 bytes exactly, so that
 * key(ticket) = SHA-256(outer ‖ SHA-256(inner ‖ ticket id)), which PostgreSQL can do by itself.
 */
export function drawPads(seed: string, salt: string): { inner: Buffer<ArrayBuffer>; outer: Buffer<ArrayBuffer> } {
  const secret = drawSecret(seed, salt);
  return {
    inner: Buffer.from(secret.map((byte) => byte ^ 0x36)),
    outer: Buffer.from(secret.map((byte) => byte ^ 0x5c)),
  };
}

/** Everything that was published of a draw; `ticketIds` from the first number to the last. */
export type PublishedDraw = {
  eventId: number;
  seedHash: string;
  seed: string;
  salt: string;
  ticketIds: readonly string[];
};

/** What is wrong with a published draw, as sentences; none when it was drawn as was promised. */
export function faultsOfDraw({ eventId, seedHash, seed, salt, ticketIds }: PublishedDraw): string[] {
  const faults: string[] = [];
  if (seedHashOf(eventId, seed) !== seedHash) faults.push("the seed is not the one whose hash was published");
  if (saltOf(ticketIds) !== salt) faults.push("the salt is not the digest of these tickets");
  if (new Set(ticketIds).size !== ticketIds.length) faults.push("a ticket has two numbers");
  const keys = ticketIds.map((ticketId) => drawKey(seed, salt, ticketId));
  const isInOrder = keys.every((key, i) => i === 0 || Buffer.compare(keys[i - 1] ?? key, key) <= 0);
  if (!isInOrder) faults.push("the numbers do not follow the keys");
  return faults;
}

function drawSecret(seed: string, salt: string): Buffer {
  return Buffer.concat([Buffer.from(seed, "hex"), Buffer.from(salt, "hex")]);
}
