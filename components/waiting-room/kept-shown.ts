import type { ShownSoFar } from "./queue-view.ts";

/**
 * What this browser has shown of the wait of one number in a queue. A second tab and a page that is loaded again go on from it: a range
 * that rises because of a reload would have no reason. Kept in the browser alone, and for as long as it is young.
 */
type Kept = ShownSoFar & { readonly number: number; readonly atMs: number };

/** What is older says nothing of now. */
const YOUNG_MS = 600_000;
const NOTHING: ShownSoFar = { wait: undefined, way: undefined };

const nameOf = (eventId: number) => `fairseat-wait-${eventId}`;

/** What was shown of this number; nothing where storage is shut, it is another number's, or old. */
export function readShown(eventId: number, { number, nowMs }: { number: number; nowMs: number }): ShownSoFar {
  try {
    const kept = JSON.parse(localStorage.getItem(nameOf(eventId)) ?? "null") as Kept | null;
    const isOurs = kept?.number === number && nowMs - kept.atMs < YOUNG_MS && kept.atMs <= nowMs;
    return isOurs ? { wait: kept.wait, way: kept.way } : NOTHING;
  } catch {
    return NOTHING;
  }
}

export function keepShown(eventId: number, kept: Kept): void {
  try {
    localStorage.setItem(nameOf(eventId), JSON.stringify(kept));
  } catch {
    // Storage is shut or full: the page goes on without it.
  }
}
