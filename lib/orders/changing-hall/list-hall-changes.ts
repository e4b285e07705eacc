import type { PageQuery } from "#lib/catalog/halls/hall-contract";
import { ownEvent } from "#lib/catalog/organizer-event";
import type { Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import type { HallChangeList } from "#lib/seating/hall-change/hall-change-contract";
import { listHallChangeRows } from "#lib/seating/hall-change/hall-change-store";
import { hallChangeLine } from "./hall-change-line.ts";

const PAGE_LIMIT = 20;

/** The changes of an event's hall since it went on sale, the newest first. */
export async function listHallChanges(
  person: Staff,
  eventId: number,
  { page = 1, limit = PAGE_LIMIT }: PageQuery,
): Promise<{ ok: true; list: HallChangeList } | Refused<"not_found" | "forbidden">> {
  const own = await ownEvent(person, eventId, "event.read");
  if (!own.ok) return own;
  const { rows, total } = await listHallChangeRows(eventId, { page, limit });
  return { ok: true, list: { data: rows.map(hallChangeLine), meta: { total, page, limit } } };
}
