import type { Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import { findOwnVenue } from "./find-own-venue.ts";
import type { VenueWire } from "./venue-contract.ts";
import { venueOnWire } from "./venue-wire.ts";

/** A venue for the staff of its organization, or of any for a shared one. */
export async function readVenue(
  person: Staff,
  id: number,
): Promise<{ ok: true; venue: VenueWire } | Refused<"not_found" | "forbidden">> {
  const own = await findOwnVenue(person, id, "event.read");
  return own.ok ? { ok: true, venue: await venueOnWire(own.venue) } : own;
}
