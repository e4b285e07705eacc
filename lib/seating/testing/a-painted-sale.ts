import type { Staff } from "#lib/organizations/authority";
import { db } from "#lib/platform/db/db";
import { invariant } from "#lib/platform/invariant";
import { aMember, anEventOnSale, aSmallHall, type EventOptions, sellerOf } from "#prisma/seed/builders";
import { levelsOfSeats, NOT_FOR_SALE } from "../painting/level-of-seats.ts";
import { storedPainting } from "../painting/stored-painting.ts";
import { findLayout } from "../store.ts";

/** An event on sale with one level for its hall, and a second one at 90.00 that sells only what is painted with it. */
export async function aSaleToPaint(options: EventOptions = {}): Promise<{ eventId: number; owner: Staff }> {
  const eventId = await anEventOnSale({ layout: aSmallHall({ rows: 3, seatsPerRow: 4 }), ...options });
  const dear = { name: "Dear", priceMinor: 9_000, feeMinor: 0, layoutCategories: [] };
  await db().priceLevel.create({ data: { eventId, id: 2, ...dear } });
  return { eventId, owner: await aMember(await sellerOf(eventId), "OWNER") };
}

/** The level of each seat by its row in the database, 0 for one that is blocked. */
export async function levelsInRows(eventId: number): Promise<number[]> {
  const rows = await db().seat.findMany({ where: { eventId, removed: false }, orderBy: { id: "asc" } });
  return rows.map(({ status, priceLevelId }) => (status === "BLOCKED" ? 0 : priceLevelId));
}

/** The same by what the event says: its levels and what is painted over them, in the order of the seats' ids. */
export async function levelsBySaying(eventId: number): Promise<number[]> {
  const event = await db().event.findUniqueOrThrow({ where: { id: eventId }, include: { priceLevels: true } });
  const layout = await findLayout(event.layoutHash);
  invariant(layout, "an event's layout is stored");
  const levels = levelsOfSeats(layout, { levels: event.priceLevels, painting: storedPainting(event.painting) });
  return [...levels.subarray(1)].map((level) => (level === NOT_FOR_SALE ? 0 : level));
}
