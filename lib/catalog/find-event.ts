import { briefly } from "./briefly.ts";
import type { EventPage } from "./contract.ts";
import { eventCard } from "./event-card.ts";
import { seatsLeft } from "./seats-left.ts";
import { findFullEvent, listLevels } from "./store.ts";

/** What an organizer changes shows within these seconds; what is left has its own, shorter time. */
const FRESH_MS = 2_000;

const SLUG = /^[a-z0-9][a-z0-9-]{0,119}$/;

/**
 * An event as its page shows it, by id or by slug; undefined when there is none or it is a draft. Price levels stand
 * from the dearest to the cheapest, with what is left of each.
 */
export async function findEvent(
  key: { id: number } | { slug: string },
  nowMs: number = Date.now(),
): Promise<EventPage | undefined> {
  if ("slug" in key && !SLUG.test(key.slug)) return undefined;
  const name = "id" in key ? `event ${key.id}` : `event /${key.slug}`;
  const known = await briefly(name, FRESH_MS, async () => {
    const row = await findFullEvent(key);
    return row && { row, levels: await listLevels(row.id) };
  });
  if (!known) return undefined;
  const { row, levels } = known;
  const left = (await seatsLeft([row.id])).get(row.id);
  return {
    ...eventCard(row, left, nowMs),
    description: row.description,
    doorsAt: row.doorsAt.toISOString(),
    salesEndAt: row.salesEndAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    venueAddress: row.venueAddress,
    sellerName: row.sellerName,
    refundUntilHours: row.refundUntilHours,
    layoutHash: row.layoutHash,
    seatsPerHoldMax: row.seatsPerHoldMax,
    seatsPerBuyerMax: row.seatsPerBuyerMax,
    holdSeconds: row.holdSeconds,
    orphanRule: row.orphanRule,
    levels: levels.map(({ eventId: _, ...level }) => ({
      ...level,
      ...(left?.levels.get(level.id) ?? { left: 0, total: 0 }),
    })),
  };
}
