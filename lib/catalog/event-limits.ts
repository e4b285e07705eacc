import type { z } from "zod";
import { keepRecentlyUsed, type RecentlyUsed } from "#lib/platform/recently-used";
import { singleton } from "#lib/platform/singleton";
import { eventLimits } from "./contract.ts";
import { findEventLimits } from "./store.ts";

type Known = { readAt: number; limits: Promise<z.output<typeof eventLimits> | undefined> };

/** How long a server goes by what it read: a sale that is marked hot is limited everywhere within this time. */
const KNOWN_MS = 5_000;

/**
 * The limits an event has of its own, for the endpoints that everybody runs at. Read from PostgreSQL at most once in five
 * seconds; without PostgreSQL nothing is known, and nothing can be held either.
 */
export async function limitsOfEvent(id: number) {
  const known = kept().get(String(id));
  const entry = known && Date.now() - known.readAt < KNOWN_MS ? known : remember(id);
  const limits = await entry.limits;
  return limits && { id, limits };
}

function remember(id: number): Known {
  const limits = findEventLimits(id).then((found) => eventLimits.safeParse(found).data);
  const entry = { readAt: Date.now(), limits: limits.catch(() => undefined) };
  kept().set(String(id), entry);
  return entry;
}

function kept(): RecentlyUsed<Known> {
  return singleton("event-limits", () => keepRecentlyUsed<Known>({ max: 1_000 }));
}
