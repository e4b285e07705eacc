import type { Staff } from "#lib/organizations/authority";
import { findOrganization } from "#lib/organizations/find-organization";
import type { Refused } from "#lib/platform/http/refusals";
import type { VenueListAnswer, VenueListQuery } from "./venue-contract.ts";
import { listVenueRows } from "./venue-store.ts";
import { venuesOnWire } from "./venue-wire.ts";

const PAGE_LIMIT = 20;

/** The venues where an organization may put events: its own and the shared ones, by name. */
export async function listOwnVenues(
  person: Staff,
  organizationId: string,
  { q, archived, page = 1, limit = PAGE_LIMIT }: VenueListQuery,
): Promise<({ ok: true } & VenueListAnswer) | Refused<"not_found" | "forbidden">> {
  const may = await findOrganization(person, { id: organizationId }, "event.read");
  if (!may.ok) return may;
  const filter = { organizationId, q, isArchived: archived === "true" };
  const { rows, total } = await listVenueRows(filter, { page, limit });
  return { ok: true, data: await venuesOnWire(rows), meta: { total, page, limit } };
}
