import { listPeople } from "#lib/identity/queries";
import type { Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import { findOwnVenue } from "../venues/find-own-venue.ts";
import type { HallList, HallListQuery, HallWire } from "./hall-contract.ts";
import { type HallRow, listHallRows } from "./hall-store.ts";

/** The hall itself in the API's form. */
export function hallOnWire({ id, name, revision, archivedAt }: Omit<HallRow, "versions">): HallWire {
  return { id, name, revision, archived_at: archivedAt?.toISOString() ?? null };
}

const PAGE_LIMIT = 20;

/** The halls of a venue that are in use, or those that were archived, with their published versions, the newest first. */
export async function listHalls(
  person: Staff,
  venueId: number,
  { archived, page = 1, limit = PAGE_LIMIT }: HallListQuery,
): Promise<({ ok: true } & HallList) | Refused<"not_found" | "forbidden">> {
  const own = await findOwnVenue(person, venueId, "event.read");
  if (!own.ok) return own;
  const { rows, total } = await listHallRows({ venueId, isArchived: archived === "true" }, { page, limit });
  const people = await listPeople(rows.flatMap(({ versions }) => versions.flatMap((each) => each.publishedBy ?? [])));
  const data = rows.map(({ versions, ...hall }) => ({
    ...hallOnWire(hall),
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
