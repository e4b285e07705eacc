import { z } from "zod";
import type { PageQuery } from "#lib/catalog/halls/hall-contract";
import { ownEvent } from "#lib/catalog/organizer-event";
import type { Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import type { HallChangeList } from "#lib/seating/hall-change/hall-change-contract";
import { listHallChangeRows } from "#lib/seating/hall-change/hall-change-store";

const PAGE_LIMIT = 20;
const counts = z.record(z.string(), z.int());

/** The changes of an event's hall since it went on sale, the newest first. */
export async function listHallChanges(
  person: Staff,
  eventId: number,
  { page = 1, limit = PAGE_LIMIT }: PageQuery,
): Promise<{ ok: true; list: HallChangeList } | Refused<"not_found" | "forbidden">> {
  const own = await ownEvent(person, eventId, "event.read");
  if (!own.ok) return own;
  const { rows, total } = await listHallChangeRows(eventId, { page, limit });
  const data = rows.map(({ id, hallId, version, toHash, changedAt, changedBy, difference }) => ({
    ...{ id, hall_id: hallId, version, layout_hash: toHash },
    ...{ changed_at: changedAt.toISOString(), changed_by: changedBy, counts: counts.parse(difference) },
  }));
  return { ok: true, list: { data, meta: { total, page, limit } } };
}
