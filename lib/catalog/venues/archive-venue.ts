import type { Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import { refuse } from "../refusals.ts";
import { findOwnVenue } from "./find-own-venue.ts";
import { inUse } from "./venue-rules.ts";
import { claimVenueChange } from "./venue-store.ts";

/**
 * Takes a venue out of use; past events keep it, and a change brings it back. Refuses `venue_in_use` while events or drafts that are not
 * over take place there. Archiving it again changes nothing.
 */
export async function archiveVenue(
  person: Staff,
  id: number,
): Promise<{ ok: true } | Refused<"not_found" | "forbidden" | "venue_in_use">> {
  const own = await findOwnVenue(person, id, "venue.write");
  if (!own.ok) return own;
  const done = await claimVenueChange(id, person, (row, coming) => {
    if (row.archivedAt) return { ok: true, data: {}, changed: [] };
    if (coming.length > 0) return refuse("venue_in_use", inUse(coming));
    return { ok: true, data: { archivedAt: new Date() }, changed: ["archived"] };
  });
  if (!done) return refuse("not_found");
  return done.ok ? { ok: true } : done;
}
