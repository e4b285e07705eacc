import { findVersion } from "#lib/catalog/halls/hall-store";
import { findOwnVenue } from "#lib/catalog/venues/find-own-venue";
import type { Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import { comparePlans } from "../plan/compare-plans.ts";
import { type DifferenceDrawing, drawDifference } from "../plan/draw-difference.ts";
import { refuse } from "../refusals.ts";
import { differenceOnWire } from "./difference-wire.ts";
import type { DifferenceWire } from "./draft-contract.ts";
import { planOfVersion } from "./plan-of-version.ts";

export type ComparedVersions = { venueId: number; hallId: string; from: number; to: number };

type Compared = {
  ok: true;
  hall: string;
  difference: DifferenceWire;
  /** What changed, drawn; for the page, not for the API. */
  drawing: DifferenceDrawing[];
};

/** What changed in a hall from one published version to another, place by place. Refuses `not_found` when it has no such version. */
export async function compareVersions(
  person: Staff,
  { venueId, hallId, from, to }: ComparedVersions,
): Promise<Compared | Refused<"not_found" | "forbidden">> {
  const own = await findOwnVenue(person, venueId, "event.read");
  if (!own.ok) return own;
  const versions = [from, to].map((version) => findVersion({ venueId, hallId, version }));
  const [before, after] = await Promise.all(versions);
  if (!before || !after) return refuse("not_found");
  const [old, now] = await Promise.all([planOfVersion(before), planOfVersion(after)]);
  const difference = comparePlans(old, now);
  return {
    ...{ ok: true, hall: after.hallName, difference: differenceOnWire(difference) },
    drawing: drawDifference(old, now, difference),
  };
}
