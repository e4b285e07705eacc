import type { Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import { attachPictures } from "../pictures/attach-pictures.ts";
import { refuse } from "../refusals.ts";
import { findOwnVenue } from "./find-own-venue.ts";
import type { VenueChange, VenueWire } from "./venue-contract.ts";
import { planVenueChange } from "./venue-rules.ts";
import { claimVenueChange } from "./venue-store.ts";
import { nameOf, venueOnWire } from "./venue-wire.ts";

type ChangeRefusal = Refused<"not_found" | "forbidden" | "invalid_request" | "venue_changed" | "venue_in_use">;

/**
 * Changes a venue, or brings an archived one back. The second of two changes made on the same revision is refused with what the first
 * one changed. The slug stays. The time zone is fixed while events to come take place there.
 */
export async function changeVenue(
  person: Staff,
  id: number,
  change: VenueChange,
): Promise<{ ok: true; venue: VenueWire } | ChangeRefusal> {
  const own = await findOwnVenue(person, id, "venue.write");
  if (!own.ok) return own;
  const done = await claimVenueChange(id, person, async (row, coming, tx) => {
    const { pictures: given, ...rest } = change;
    const attached = given && (await attachPictures(tx, given));
    if (attached?.ok === false && change.revision === row.revision) return attached;
    const wanted = { ...rest, ...(attached?.ok ? { pictures: attached.pictures } : {}) };
    return planVenueChange(row, wanted, { coming, changedBy: await nameOf(row.updatedBy) });
  });
  if (!done) return refuse("not_found");
  return done.ok ? { ok: true, venue: await venueOnWire(done.row) } : done;
}
