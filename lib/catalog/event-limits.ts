import { LRUCache } from "lru-cache";
import type { z } from "zod";
import { singleton } from "#lib/platform/singleton";
import { eventLimits } from "./contract.ts";
import { findEventLimits } from "./store.ts";

type Known = { limits: z.output<typeof eventLimits> | undefined };

/** How long a server uses what it read: a sale marked hot is limited everywhere within this time. */
const KNOWN_MS = 5_000;

/**
 * The event's own limits, for the endpoints under the heaviest load. Read from PostgreSQL at most once in five seconds.
 * Undefined while PostgreSQL is unreachable, when nothing can be held either.
 */
export async function limitsOfEvent(id: number) {
  const { limits } = await kept().forceFetch(id);
  return limits && { id, limits };
}

function kept(): LRUCache<number, Known> {
  return singleton(
    "event-limits",
    () => new LRUCache<number, Known>({ max: 1_000, ttl: KNOWN_MS, ignoreFetchAbort: true, fetchMethod: read }),
  );
}

async function read(id: number): Promise<Known> {
  const found = await findEventLimits(id).catch(() => undefined);
  return { limits: eventLimits.safeParse(found).data };
}
