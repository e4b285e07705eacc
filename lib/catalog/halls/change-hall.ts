import type { Staff } from "#lib/organizations/authority";
import { changedSince } from "#lib/platform/field-revisions";
import type { Refused } from "#lib/platform/http/refusals";
import { refuse } from "../refusals.ts";
import { findOwnVenue } from "../venues/find-own-venue.ts";
import { nameOf } from "../venues/venue-wire.ts";
import { claimHallChange, type HallHead } from "./hall-change-store.ts";
import type { HallChange, HallWire } from "./hall-contract.ts";
import { hallOnWire } from "./list-halls.ts";

type ChangeRefusal = Refused<"not_found" | "forbidden" | "hall_edited" | "hall_name_taken">;

/**
 * Renames a hall, archives it or brings it back. No new event takes an archived hall; events that have it keep it, and its name stays taken.
 * The second of two changes made on the same revision is refused with what the first one changed. What is so already changes nothing.
 */
export async function changeHall(
  person: Staff,
  { venueId, hallId }: { venueId: number; hallId: string },
  change: HallChange,
): Promise<{ ok: true; hall: HallWire } | ChangeRefusal> {
  const own = await findOwnVenue(person, venueId, "venue.write");
  if (!own.ok) return own;
  const done = await claimHallChange(person, { venue: own.venue, hallId }, async (row, isNameTaken) => {
    if (change.revision !== row.revision) return refuseStale(row, change.revision);
    if (change.name !== undefined && (await isNameTaken(change.name))) return refuse("hall_name_taken");
    return { ok: true, ...plannedOf(row, change) };
  });
  if (!done) return refuse("not_found");
  return done.ok ? { ok: true, hall: hallOnWire(done.row) } : done;
}

function plannedOf(row: HallHead, { name, archived }: HallChange) {
  const isRenamed = name !== undefined && name !== row.name;
  const isMoved = archived !== undefined && archived !== (row.archivedAt !== null);
  return {
    data: { ...(isRenamed ? { name } : {}), ...(isMoved ? { archivedAt: archived ? new Date() : null } : {}) },
    changed: [...(isRenamed ? ["name"] : []), ...(isMoved ? ["archived"] : [])],
  };
}

async function refuseStale(row: HallHead, since: number): Promise<Refused<"hall_edited">> {
  const now: Record<string, unknown> = { name: row.name, archived: row.archivedAt !== null };
  const stale = { since, changedBy: await nameOf(row.updatedBy) };
  return refuse(
    "hall_edited",
    changedSince(row, stale, (field) => now[field]),
  );
}
