import { readVenue } from "#lib/catalog/venues/read-venue";
import type { VenueWire } from "#lib/catalog/venues/venue-contract";
import { mayActFor } from "#lib/organizations/authority";
import type { Desk } from "#lib/organizations/desk";
import { positiveIntText } from "#lib/platform/input";

/** The venue that an address names, when it is the organization's or shared, and whether the person may change it. */
export async function venueHere(
  { organization, staff }: Desk,
  given: string,
): Promise<{ venue: VenueWire; mayWrite: boolean } | undefined> {
  const id = positiveIntText.safeParse(given);
  const read = id.success ? await readVenue(staff, id.data) : undefined;
  if (!read?.ok) return undefined;
  const { venue } = read;
  if (venue.organization_id === null) return { venue, mayWrite: staff.isAdmin };
  if (venue.organization_id !== organization.id) return undefined;
  return { venue, mayWrite: mayActFor(staff, organization.id, "venue.write").ok };
}
