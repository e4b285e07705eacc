import { z } from "zod";
import { setPricePainting, takeHall } from "#lib/catalog/event-fragments";
import { findHallVersion, type HallRow, listHallsOf, lockVenue } from "#lib/catalog/halls/hall-store";
import type { OrganizerRow } from "#lib/catalog/organizer-store";
import { eventDb, globalDb } from "#lib/platform/db/db";
import type { Transaction } from "#lib/platform/db/transaction";
import type { Prisma } from "#prisma/generated/client";
import { seatCountOf } from "../layout.ts";
import { hashLayout } from "../layout-hash.ts";
import type { HallSold } from "../live-seats.ts";
import { paintingColumn } from "../painting/stored-painting.ts";
import { isFree } from "../seat-fragments.ts";
import { appendLayout, appendSeats } from "../store.ts";
import type { HallWrites, SeatNow } from "./plan-hall-change.ts";
import { WORSE_REASONS, type WorseSeat } from "./worse-seats.ts";

/** The seats of an event with their ids, those removed earlier left out, and the greatest id that was ever given. */
export async function listSeatsNow(tx: Transaction, eventId: number): Promise<{ seats: SeatNow[]; highestId: number }> {
  const rows = await tx.$queryRawUnsafe<(SeatNow & { removed: boolean })[]>(LIST_SEATS, eventId);
  return { seats: rows.filter(({ removed }) => !removed), highestId: rows.at(-1)?.id ?? 0 };
}

const LIST_SEATS = `
SELECT s.id, s.status::text AS status, ${isFree("s")} AS "isFree", s.price_level_id::int AS "priceLevelId", s.kind::text AS kind,
  s.reservation_id::text AS "reservationId", s.removed
FROM seats s WHERE s.event_id = $1::int ORDER BY s.id`;

/** Writes a change of an event's hall behind the locks of the event and its seats; answers the hash of the new layout, and the revision of its painting. */
export async function writeHall(
  tx: Transaction,
  { row, now }: { row: OrganizerRow; now: Date },
  { layout, added, removed, changed, levels, painting }: HallWrites,
): Promise<HallSold> {
  const eventId = row.id;
  const { hash, json } = hashLayout(layout);
  const seatCount = seatCountOf(layout);
  await lockVenue(tx, row.venueId);
  await appendLayout({ hash, venueId: row.venueId, seatCount, geometry: json }, tx);
  await tx.$executeRawUnsafe(REMOVE_SEATS, eventId, removed);
  const { ids, priceLevelIds, kinds, statuses } = changed;
  await tx.$executeRawUnsafe(CHANGE_SEATS, eventId, ids, priceLevelIds, kinds, statuses);
  await appendSeats(eventId, added, tx);
  await takeHall(tx, row, { now, layoutHash: hash, capacity: seatCount, levels });
  return { layoutHash: hash, painting: await setPricePainting(tx, eventId, paintingColumn(painting)) };
}

// Judged again by the row itself: a seat that is held or sold is never removed, whatever the decision was.
const REMOVE_SEATS = `
WITH locked AS (SELECT id FROM seats WHERE event_id = $1::int AND id = ANY ($2::int[]) ORDER BY event_id, id FOR UPDATE)
UPDATE seats s SET status = 'BLOCKED', removed = true, version = s.version + 1, reservation_id = NULL, held_until = NULL
FROM locked l WHERE s.event_id = $1::int AND s.id = l.id AND (s.status = 'BLOCKED' OR ${isFree("s")})`;

const CHANGE_SEATS = `
WITH locked AS (
  SELECT u.*, o.status = 'BLOCKED' OR (u.status = 'BLOCKED' AND ${isFree("o")}) AS moves
  FROM unnest($2::int[], $3::smallint[], $4::text[], $5::text[]) AS u(id, price_level_id, kind, status)
  JOIN seats o ON o.event_id = $1::int AND o.id = u.id
  ORDER BY o.event_id, o.id FOR UPDATE OF o
)
UPDATE seats s SET price_level_id = w.price_level_id, kind = w.kind::seat_kind, version = s.version + 1,
  status = CASE WHEN w.moves THEN w.status::seat_status ELSE s.status END,
  reservation_id = CASE WHEN w.moves THEN NULL ELSE s.reservation_id END,
  held_until = CASE WHEN w.moves THEN NULL ELSE s.held_until END
FROM locked w
WHERE s.event_id = $1::int AND s.id = w.id`;

/** The version of a hall from which an event's seats come since their last change; undefined where none changed them. */
export async function findHallOrigin(
  tx: Transaction,
  { eventId, layoutHash }: { eventId: number; layoutHash: string },
): Promise<{ hallId: string; version: number } | undefined> {
  const found = await tx.eventHallChange.findFirst({
    where: { eventId, toHash: layoutHash },
    orderBy: { id: "desc" },
    select: { hallId: true, version: true },
  });
  return found ?? undefined;
}

/** A hall with the version of it that the event sells now. */
export type HallOfEvent = HallRow & { sold: number | undefined };

/** The halls of which an event's layout is a version: the one of its last change, before one all that have this layout. */
export async function listHallsToChoose(event: {
  eventId: number;
  layoutHash: string;
  venueId: number;
}): Promise<HallOfEvent[]> {
  const { layoutHash, venueId } = event;
  const origin = await findHallOrigin(eventDb(event.eventId), event);
  const halls = await listHallsOf(venueId, origin ? { id: origin.hallId } : { layoutHash });
  const sold = async (hallId: string) =>
    origin?.version ?? (await findHallVersion(globalDb(), { hallId, layoutHash }))?.version;
  return Promise.all(halls.map(async (hall) => ({ ...hall, sold: await sold(hall.id) })));
}

export type NewHallChange = Prisma.EventHallChangeUncheckedCreateInput;

export async function appendHallChange(tx: Transaction, change: NewHallChange): Promise<void> {
  await tx.eventHallChange.create({ data: change });
}

/** A change that its fact names. */
export async function loadHallChange(tx: Transaction, { eventId, id }: { eventId: number; id: string }) {
  return tx.eventHallChange.findUniqueOrThrow({
    where: { eventId_id: { eventId, id } },
  });
}

/** The same outside of a transaction. */
export async function readHallChange(eventId: number, id: string) {
  return loadHallChange(eventDb(eventId), { eventId, id });
}

/** The seats that changes of an event's hall made worse since this moment. */
export async function listWorseSeats(eventId: number, since: Date): Promise<WorseSeat[]> {
  const where = { eventId, returnUntil: { not: null }, changedAt: { gt: since } };
  const rows = await eventDb(eventId).eventHallChange.findMany({ where, select: { worse: true } });
  return rows.flatMap(({ worse }) => storedWorse.parse(worse));
}

const storedWorse = z.array(z.object({ seatId: z.int(), reasons: z.array(z.enum(WORSE_REASONS)) }));

/** The newest changes of an event's hall. */
export async function listHallChangeRows(eventId: number, { page, limit }: { page: number; limit: number }) {
  const where = { eventId };
  const [rows, total] = await Promise.all([
    globalDb().eventHallChange.findMany({ where, orderBy: { id: "desc" }, skip: (page - 1) * limit, take: limit }),
    globalDb().eventHallChange.count({ where }),
  ]);
  return { rows, total };
}
