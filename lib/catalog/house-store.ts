import { globalDb } from "#lib/platform/db/db";
import { empty, sql } from "#lib/platform/db/sql";
import type { Transaction } from "#lib/platform/db/transaction";
import { placeOf } from "./event-change-plan.ts";
import type { Place } from "./event-move.ts";
import type { HouseLayout } from "./event-rules.ts";
import type { OrganizerRow } from "./organizer-store.ts";
import { UNSOLD_CATEGORIES } from "./store.ts";
import { lockVenueFor } from "./venues/venue-store.ts";

const LAYOUT_COLUMNS = sql`
  hash, seat_count AS "seatCount", json_array_length(geometry::json->'categories') AS "categoryCount",
  ${UNSOLD_CATEGORIES} AS "unsoldCategories"`;

/** The layout that an event has already, whatever venue it was drawn for: an event that moved kept its seats. */
async function loadOwnLayout(hash: string, tx: Transaction): Promise<HouseLayout | undefined> {
  const [row] = await tx.$queryRaw<HouseLayout[]>`SELECT ${LAYOUT_COLUMNS} FROM layouts WHERE hash = ${hash}`;
  return row;
}

async function findPlace(venueId: number, tx: Transaction): Promise<Place | undefined> {
  const venue = await tx.venue.findUnique({ where: { id: venueId } });
  if (!venue) return undefined;
  const { name, address, city, country, timezone: timeZone } = venue;
  return { name, address, city, country, timeZone };
}

/**
 * A published layout of a venue's halls in use, the newest unless one is named; undefined when the venue has no such. With an organization,
 * only of a venue where it may put events.
 */
export async function findHouseLayout(
  { venueId, hash, organizationId }: { venueId: number; hash: string | undefined; organizationId?: string },
  tx: Transaction = globalDb(),
): Promise<HouseLayout | undefined> {
  const named = hash === undefined ? empty : sql`AND l.hash = ${hash}`;
  const open =
    organizationId === undefined
      ? empty
      : sql`AND EXISTS (SELECT FROM venues v WHERE v.id = h.venue_id AND v.archived_at IS NULL
          AND (v.organization_id IS NULL OR v.organization_id = ${organizationId}::uuid))`;
  const [row] = await tx.$queryRaw<HouseLayout[]>`
    SELECT ${LAYOUT_COLUMNS} FROM halls h JOIN hall_versions hv ON hv.hall_id = h.id JOIN layouts l ON l.hash = hv.layout_hash
    WHERE h.venue_id = ${venueId}::int AND h.archived_at IS NULL ${named} ${open} ORDER BY hv.published_at DESC, hv.version DESC LIMIT 1`;
  return row;
}

/**
 * The layout and the place to which a change of an event leads, each undefined when there is none that its organization may use. A
 * new venue stays open to it until the transaction ends.
 */
export async function findWantedHouse(
  tx: Transaction,
  row: OrganizerRow,
  { venueId, layoutHash }: { venueId: number; layoutHash: string | undefined },
): Promise<{ house: HouseLayout | undefined; place: Place | undefined }> {
  const { organizationId } = row;
  const isThere = venueId === row.venueId;
  const isOpen = isThere || (await lockVenueFor(tx, { venueId, organizationId }));
  const place = isThere ? placeOf(row) : isOpen ? await findPlace(venueId, tx) : undefined;
  if (layoutHash === row.layoutHash) return { house: await loadOwnLayout(layoutHash, tx), place };
  return { house: isOpen ? await findHouseLayout({ venueId, hash: layoutHash }, tx) : undefined, place };
}
