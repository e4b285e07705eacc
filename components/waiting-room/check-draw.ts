import type { QueueDrawWire } from "#lib/waiting-room/contract";

/** What is checked of a draw, in this order: the sealed secret, the list, each once in it, the order by keys, and one's own number. */
export const DRAW_STEPS = ["seal", "salt", "once", "order", "own"] as const;
export type DrawStep = (typeof DRAW_STEPS)[number];

/** `behind`: a right number for someone who came, or came again, after the draw. */
export type Verdict = "right" | "wrong" | "behind";

export type DrawReport =
  | { readonly step: DrawStep; readonly verdict: Verdict }
  /** The part of the keys that is computed, from 0 to 1. */
  | { readonly share: number };

/** `wasEarly`: this browser saw the ticket in the queue before the draw. */
export type CheckedTicket = { readonly id: string; readonly number: number; readonly wasEarly: boolean };

/** Keys between two pauses, in which the page answers taps and draws its progress. */
const CHUNK = 500;

/**
 * Checks a draw as lib/waiting-room/draw.ts makes it, with the browser's own cryptography and nothing of the server's but the record.
 * `seal` is the hash that was known before the draw. Reports each step as it is decided and the progress of the keys; a hundred thousand
 * tickets take seconds, in pieces of some milliseconds. Throws where the browser has no WebCrypto, which it has on https and on this machine.
 */
export async function* checkDraw(
  draw: QueueDrawWire,
  { seal, ticket }: { seal: string; ticket: CheckedTicket | undefined },
): AsyncGenerator<DrawReport> {
  const { subtle } = globalThis.crypto;
  const seed = bytesOf(draw.seed);
  const hash = hexOf(await subtle.digest("SHA-256", joined(seed, textBytes(String(draw.event_id)))));
  yield { step: "seal", verdict: verdictOf(hash === seal && seal === draw.seed_hash) };

  const list = textBytes(draw.tickets.toSorted().join("\n"));
  yield { step: "salt", verdict: verdictOf(hexOf(await subtle.digest("SHA-256", list)) === draw.salt) };
  yield { step: "once", verdict: verdictOf(new Set(draw.tickets).size === draw.tickets.length) };

  const keyOf = await keyMaker(joined(seed, bytesOf(draw.salt)));
  const ends = endsOf(draw.strata);
  const place = ticket ? draw.tickets.indexOf(ticket.id) : -1;
  const own = ticket && (await keyOf(ticket.id));
  const stratumOf = (at: number) => ends.findIndex((end) => at < end);
  let rank = 1 + (ends[stratumOf(place) - 1] ?? 0);
  let before: Uint8Array | undefined;
  let isInOrder = ends.at(-1) === draw.tickets.length;
  for (let start = 0; start < draw.tickets.length; start += CHUNK) {
    const keys = await Promise.all(draw.tickets.slice(start, start + CHUNK).map(keyOf));
    for (const [i, key] of keys.entries()) {
      const at = start + i;
      isInOrder &&= before === undefined || ends.includes(at) || compare(before, key) <= 0;
      before = key;
      if (own && stratumOf(at) === stratumOf(place) && compare(key, own) < 0) rank += 1;
    }
    yield { share: Math.min(1, (start + CHUNK) / draw.tickets.length) };
    await pause();
  }
  yield { step: "order", verdict: verdictOf(isInOrder) };
  if (ticket) yield { step: "own", verdict: ownVerdict(draw.tickets, ticket, rank) };
}

/** After which number each declared part of the draw ends. */
function endsOf(strata: QueueDrawWire["strata"]): number[] {
  return strata.map((_, i) => strata.slice(0, i + 1).reduce((sum, { tickets }) => sum + tickets, 0));
}

/** The rank is counted from the keys of one's part of the draw: the order of the list is not believed. */
function ownVerdict(tickets: readonly string[], { id, number, wasEarly }: CheckedTicket, rank: number): Verdict {
  const isDrawn = tickets.includes(id);
  // Numbers after the draw go on behind it, for those who come late or come again. Who was there in time must not be left out.
  if (number > tickets.length) return isDrawn || !wasEarly ? "behind" : "wrong";
  return verdictOf(isDrawn && rank === number);
}

const verdictOf = (isRight: boolean): Verdict => (isRight ? "right" : "wrong");

async function keyMaker(secret: Uint8Array<ArrayBuffer>): Promise<(ticketId: string) => Promise<Uint8Array>> {
  const { subtle } = globalThis.crypto;
  const hmac = await subtle.importKey("raw", secret, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return async (ticketId) => new Uint8Array(await subtle.sign("HMAC", hmac, textBytes(ticketId)));
}

const encoder = new TextEncoder();
const textBytes = (text: string): Uint8Array<ArrayBuffer> => encoder.encode(text);

/** Of hexadecimal text. What is none becomes bytes that no step finds right. */
function bytesOf(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
}

function hexOf(bytes: ArrayBuffer): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

function compare(one: Uint8Array, other: Uint8Array): number {
  for (let i = 0; i < one.length; i++) {
    const difference = (one[i] ?? 0) - (other[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

const pause = () => new Promise<void>((resolve) => setTimeout(resolve));
