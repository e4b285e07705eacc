import { createHash, hash } from "node:crypto";
import { drawPads } from "#lib/waiting-room/draw";

/**
 * Puts buyers in the order of their keys by the product's own rule. Ids are made of the buyers' indexes, and seed and salt of the rehearsal's
 * seed: the digest of millions of sorted ids would say nothing more.
 */
export function drawOrder(entrants: readonly number[], rehearsalSeed: number): number[] {
  const { seed, salt } = secretsOf(rehearsalSeed);
  const { inner, outer } = drawPads(seed, salt);
  const keys = new Float64Array(entrants.length);
  for (const [i, who] of entrants.entries()) {
    const inside = hash("sha256", Buffer.concat([inner, Buffer.from(ticketIdOf(who))]), "buffer");
    // Forty-eight bits: of millions hardly two are alike, and the order of those does not matter here.
    keys[i] = hash("sha256", Buffer.concat([outer, inside]), "buffer").readUIntBE(0, 6);
  }
  const order = Uint32Array.from(entrants, (_, i) => i).sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0));
  return Array.from(order, (i) => entrants[i] ?? 0);
}

export function secretsOf(rehearsalSeed: number): { seed: string; salt: string } {
  const hex = (text: string) => createHash("sha256").update(`${text} ${rehearsalSeed}`).digest("hex");
  return { seed: hex("seed"), salt: hex("salt") };
}

export const ticketIdOf = (who: number) => `00000000-0000-7000-8000-${who.toString(16).padStart(12, "0")}`;
