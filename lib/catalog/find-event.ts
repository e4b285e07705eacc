import { briefly } from "./briefly.ts";
import type { EventPage } from "./contract.ts";
import { eventCard } from "./event-card.ts";
import { readLastChange } from "./event-move.ts";
import { isOpenToFans } from "./offered-prices.ts";
import { changeReturnsUntil } from "./refund-deadline.ts";
import { seatsLeft, seatsLeftNow } from "./seats-left.ts";
import { withShownPrice } from "./shown-price.ts";
import { type FullEventRow, findFullEvent, type LevelRow, listLevels } from "./store.ts";

/** An organizer's change shows within this time; free seats are cached apart. */
const FRESH_MS = 2_000;

const SLUG = /^[a-z0-9][a-z0-9-]{0,119}$/;

/**
 * An event as its page shows it, by id or slug; undefined when it does not exist or is a draft. Price levels are sorted from
 * the dearest to the cheapest, each with its free seats.
 */
export async function findEvent(
  key: { id: number } | { slug: string },
  nowMs: number = Date.now(),
): Promise<EventPage | undefined> {
  if ("slug" in key && !SLUG.test(key.slug)) return undefined;
  const name = "id" in key ? `event ${key.id}` : `event /${key.slug}`;
  const known = await briefly(name, FRESH_MS, () => readEvent(key));
  return known && eventPage(known, nowMs);
}

/** The same without caches, for answers that are sent once and must be current. */
export async function findEventNow(id: number, nowMs: number = Date.now()): Promise<EventPage | undefined> {
  const known = await readEvent({ id });
  return known && eventPage(known, nowMs, seatsLeftNow);
}

export type KnownEvent = { row: FullEventRow; levels: LevelRow[] };

async function readEvent(key: { id: number } | { slug: string }): Promise<KnownEvent | undefined> {
  const row = await findFullEvent(key);
  return row && { row, levels: await listLevels(row.id) };
}

/** The event's page from its rows, with the seats left: of the last two seconds, or now. */
export async function eventPage(
  { row, levels }: KnownEvent,
  nowMs: number,
  countSeats: typeof seatsLeft | typeof seatsLeftNow = seatsLeft,
): Promise<EventPage> {
  const left = (await countSeats([row.id])).get(row.id);
  const card = eventCard(row, left, nowMs);
  const leftOf = (levelId: number) => {
    const { left: free = 0, total = 0 } = left?.levels.get(levelId) ?? {};
    return { left: isOpenToFans(card.saleState) ? free : 0, total };
  };
  return {
    ...card,
    pictures: row.eventPictures,
    doorsAt: row.doorsAt.toISOString(),
    salesEndAt: row.salesEndAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    venueAddress: row.venueAddress,
    visitors: {
      postcode: row.venuePostcode,
      entrances: row.entrances,
      directions: row.directions,
      accessibility: row.accessibility,
      pictures: row.pictures,
    },
    seller: row.seller,
    refundUntilHours: row.refundUntilHours,
    ticketNames: row.ticketNames,
    ageMin: row.ageMin,
    revision: row.revision,
    lastChange: readLastChange(row.lastChange),
    movedAt: row.movedAt?.toISOString() ?? null,
    returnUntil: changeReturnsUntil(row)?.toISOString() ?? null,
    layoutHash: row.layoutHash,
    seatsPerHoldMax: row.seatsPerHoldMax,
    seatsPerBuyerMax: row.seatsPerBuyerMax,
    holdSeconds: row.holdSeconds,
    orphanRule: row.orphanRule,
    hasWaitingRoom: row.hasWaitingRoom,
    hasAutomaticRoom: row.hasAutomaticRoom,
    hasAccess: row.hasAccess,
    salePausedAt: row.salePausedAt?.toISOString() ?? null,
    painting: row.painting,
    pricePaintingRevision: row.pricePaintingRevision,
    levels: levels.map((level) => ({ ...withShownPrice(level), ...leftOf(level.id) })),
  };
}
