import type { PageQuery } from "#lib/catalog/halls/hall-contract";
import { findOwnVenue } from "#lib/catalog/venues/find-own-venue";
import type { Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import type { DraftList } from "./draft-contract.ts";
import { listDraftHeads } from "./draft-store.ts";
import { draftsOnWire } from "./draft-wire.ts";

const PAGE_LIMIT = 20;

/** The drafts of a venue, the last changed first. */
export async function listDrafts(
  person: Staff,
  venueId: number,
  { page = 1, limit = PAGE_LIMIT }: PageQuery,
): Promise<({ ok: true } & DraftList) | Refused<"not_found" | "forbidden">> {
  const own = await findOwnVenue(person, venueId, "event.read");
  if (!own.ok) return own;
  const { rows, total } = await listDraftHeads(venueId, { page, limit });
  return { ok: true, data: await draftsOnWire(rows), meta: { total, page, limit } };
}
