import { listPeople } from "#lib/identity/queries";
import type { Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import { findOwnVenue } from "../venues/find-own-venue.ts";
import type { HallList, PageQuery } from "./hall-contract.ts";
import { listHallRows } from "./hall-store.ts";

const PAGE_LIMIT = 20;

/** The halls of a venue with their published versions, the newest first. */
export async function listHalls(
  person: Staff,
  venueId: number,
  { page = 1, limit = PAGE_LIMIT }: PageQuery,
): Promise<({ ok: true } & HallList) | Refused<"not_found" | "forbidden">> {
  const own = await findOwnVenue(person, venueId, "event.read");
  if (!own.ok) return own;
  const { rows, total } = await listHallRows(venueId, { page, limit });
  const people = await listPeople(rows.flatMap(({ versions }) => versions.flatMap((each) => each.publishedBy ?? [])));
  const data = rows.map(({ id, name, versions }) => ({
    ...{ id, name },
    versions: versions.map((each) => ({
      version: each.version,
      name: each.name,
      layout_hash: each.layoutHash,
      seat_count: each.layout.seatCount,
      published_at: each.publishedAt.toISOString(),
      published_by: (each.publishedBy && people.get(each.publishedBy)?.name) || null,
    })),
  }));
  return { ok: true, data, meta: { total, page, limit } };
}
