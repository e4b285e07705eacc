import { findOwnVenue } from "#lib/catalog/venues/find-own-venue";
import type { VenueRow } from "#lib/catalog/venues/venue-store";
import type { Staff } from "#lib/organizations/authority";
import { type Refused, refuse } from "#lib/platform/http/refusals";
import { type DraftRow, findDraftRow } from "./draft-store.ts";

/** A draft with its venue, for who may read or change the venue. Another organization's are not found. */
export async function findOwnDraft(
  person: Staff,
  id: string,
  permission: "event.read" | "venue.write",
): Promise<{ ok: true; row: DraftRow; venue: VenueRow } | Refused<"not_found" | "forbidden">> {
  const row = await findDraftRow(id);
  if (!row) return refuse("not_found");
  const own = await findOwnVenue(person, row.venueId, permission);
  return own.ok ? { ok: true, row, venue: own.venue } : own;
}
