import { mayActFor, type Staff } from "#lib/organizations/authority";
import { type Refused, refuse } from "#lib/platform/http/refusals";
import { findVenue, type VenueRow } from "./venue-store.ts";

/**
 * A venue that the person may read (`event.read`) or change (`venue.write`). Shared venues are read by all staff and changed by
 * administrators alone; another organization's are not found.
 */
export async function findOwnVenue(
  person: Staff,
  id: number,
  permission: "event.read" | "venue.write",
): Promise<{ ok: true; venue: VenueRow } | Refused<"not_found" | "forbidden">> {
  const venue = await findVenue(id);
  if (!venue) return refuse("not_found");
  if (venue.organizationId === null)
    return person.isAdmin || permission === "event.read" ? { ok: true, venue } : refuse("forbidden");
  const may = mayActFor(person, venue.organizationId, permission);
  return may.ok ? { ok: true, venue } : may;
}
