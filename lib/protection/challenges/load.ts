import { LRUCache } from "lru-cache";
import { singleton } from "#lib/platform/singleton";

/** More than this many a second of one event on one process, and each challenge costs twice as much. */
export const BUSY_PER_SECOND = 50;
const WINDOW_MS = 10_000;

type Window = { startedAt: number; made: number; before: number };

/**
 * Counts one challenge of the event and answers how busy its sale is: 1, or 2 in a rush. Each process counts for itself, because the
 * factor only spreads the work and decides nothing. Keeps two numbers for each of the last thousand events.
 */
export function noteChallenge(eventId: number): 1 | 2 {
  const windows = singleton("challenge-load", () => new LRUCache<number, Window>({ max: 1_000 }));
  const startedAt = Math.floor(Date.now() / WINDOW_MS) * WINDOW_MS;
  const last = windows.get(eventId);
  const before = last?.startedAt === startedAt - WINDOW_MS ? last.made : 0;
  const now = last?.startedAt === startedAt ? last : { startedAt, made: 0, before };
  now.made += 1;
  windows.set(eventId, now);
  return Math.max(now.made, now.before) > (BUSY_PER_SECOND * WINDOW_MS) / 1_000 ? 2 : 1;
}
