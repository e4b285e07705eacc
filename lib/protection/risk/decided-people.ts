import { LRUCache } from "lru-cache";
import { log } from "#lib/platform/observability/log";
import { singleton } from "#lib/platform/singleton";
import { listDecided } from "./review-store.ts";

/** What an organizer decided about a person, and under which reference. */
export type Decision = { readonly isRefused: boolean; readonly id: string };
type Decided = ReadonlyMap<string, Decision>;

/** Of all events together; those of the event that was asked about longest ago make room. */
const DECISIONS_KEPT = 200_000;
/** How long a process goes by what it read: a decision holds everywhere within this time, and at once where it was made. */
const FRESH_MS = 2_000;

/**
 * What the organizer of the event decided about the owner of these buyer keys; undefined without a decision. A refusal of one key
 * counts more than the approval of another. Read from PostgreSQL at most once in two seconds; while it is gone, the last known
 * decisions hold, and none where none are known, when nothing can be held either.
 */
export async function decisionOn(eventId: number, keys: readonly string[]): Promise<Decision | undefined> {
  const decided = await kept().forceFetch(eventId);
  const found = keys.flatMap((key) => decided.get(key) ?? []);
  return found.find(({ isRefused }) => isRefused) ?? found[0];
}

/** Makes this process read the decisions of an event again. */
export function forgetDecisions(eventId: number): void {
  kept().delete(eventId);
}

function kept(): LRUCache<number, Decided> {
  return singleton(
    "risk-decisions",
    () =>
      new LRUCache<number, Decided>({
        ...{ maxSize: DECISIONS_KEPT, sizeCalculation: ({ size }) => size + 1, ttl: FRESH_MS, ignoreFetchAbort: true },
        fetchMethod: (eventId, stale) => load(eventId, stale),
      }),
  );
}

async function load(eventId: number, stale: Decided | undefined): Promise<Decided> {
  try {
    const rows = await listDecided(eventId);
    return new Map(rows.map(({ personKey, ...decision }) => [personKey, decision]));
  } catch (error) {
    log().warn({ err: error, eventId }, "the decisions about buyers could not be read, the known ones hold");
    return stale ?? new Map();
  }
}
