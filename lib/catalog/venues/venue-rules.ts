import { changedSince } from "#lib/platform/field-revisions";
import type { Refused } from "#lib/platform/http/refusals";
import { refuse } from "../refusals.ts";
import { chooseTimeZone } from "./time-zone.ts";
import type { NewVenue, VenueChange } from "./venue-contract.ts";
import type { VenueFields, VenueRow } from "./venue-store.ts";
import type { VenuePicture } from "./visitor-info.ts";

/** An event that is not over and takes place at a venue. */
export type ComingEvent = { id: number; title: string; startsAt: Date };

/** What is wanted of a venue, once its pictures were found. */
export type Attached<Wanted extends { pictures?: unknown }> = Omit<Wanted, "pictures"> &
  (undefined extends Wanted["pictures"] ? { pictures?: VenuePicture[] } : { pictures: VenuePicture[] });

/** The fields of a new venue, as its table stores them. */
export function fieldsOfNew(
  wanted: Attached<NewVenue>,
): { ok: true; fields: VenueFields } | Refused<"invalid_request"> {
  const { time_zone: wish, coordinates, organization_id: _, ...fields } = wanted;
  const zone = chooseTimeZone({ ...fields, coordinates }, wish);
  if (!zone.ok) return wrongZone(zone.problem);
  return { ok: true, fields: { ...fields, ...degreesOf(coordinates), timezone: zone.timeZone } };
}

export type VenuePlan = {
  ok: true;
  data: Partial<VenueFields> & { archivedAt?: null };
  /** The fields that change, by their names on the wire. */
  changed: string[];
};

/**
 * Plans a change of a venue. Refuses `venue_changed` when it was made on an older revision, with what changed since, `venue_in_use`
 * when the time zone would change under events to come, whose hours it tells, and `invalid_request` for a zone of another country.
 */
export function planVenueChange(
  row: VenueRow,
  change: Attached<VenueChange>,
  { coming, changedBy }: { coming: readonly ComingEvent[]; changedBy: string | null },
): VenuePlan | Refused<"venue_changed" | "venue_in_use" | "invalid_request"> {
  if (change.revision !== row.revision) return refuseStale(row, { since: change.revision, changedBy });
  const { revision: _, archived, time_zone: wish, coordinates, ...rest } = change;
  const place = {
    country: rest.country ?? row.country,
    city: rest.city ?? row.city,
    coordinates: coordinates === undefined ? coordinatesOf(row) : coordinates,
  };
  const isZoneOpen = wish !== undefined || place.country !== row.country;
  const zone = isZoneOpen ? chooseTimeZone(place, wish) : { ok: true as const, timeZone: row.timezone };
  if (!zone.ok) return wrongZone(zone.problem);
  if (zone.timeZone !== row.timezone && coming.length > 0) return refuse("venue_in_use", inUse(coming));
  const wanted = {
    ...rest,
    ...(coordinates === undefined ? {} : degreesOf(coordinates)),
    timezone: zone.timeZone,
    ...(archived === undefined ? {} : { archivedAt: null }),
  };
  const columns = Object.entries(wanted).filter(([name, value]) => !isSame(value, row[name as keyof VenueRow]));
  const changed = [...new Set(columns.map(([name]) => WIRE_NAMES[name] ?? name))];
  return { ok: true, data: Object.fromEntries(columns), changed };
}

/** What was changed by others since a revision, with the values of now. */
function refuseStale(row: VenueRow, stale: { since: number; changedBy: string | null }): Refused<"venue_changed"> {
  const now = { ...row, time_zone: row.timezone, coordinates: coordinatesOf(row), archived: row.archivedAt !== null };
  return refuse(
    "venue_changed",
    changedSince(row, stale, (field) => now[field as keyof typeof now]),
  );
}

/** The data of `venue_in_use`. */
export function inUse(coming: readonly ComingEvent[]) {
  return { events: coming.map(({ id, title, startsAt }) => ({ id, title, start_time: startsAt.toISOString() })) };
}

/** Where a venue is; null when no one said. */
export function coordinatesOf({ latitude, longitude }: Pick<VenueRow, "latitude" | "longitude">) {
  return latitude === null || longitude === null ? null : { latitude, longitude };
}

const WIRE_NAMES: Record<string, string> = {
  timezone: "time_zone",
  latitude: "coordinates",
  longitude: "coordinates",
  archivedAt: "archived",
};

function degreesOf(coordinates: { latitude: number; longitude: number } | null) {
  return coordinates ?? { latitude: null, longitude: null };
}

function wrongZone(message: string): Refused<"invalid_request"> {
  return refuse("invalid_request", { fields: [{ path: "time_zone", message }] });
}

/** Equal in content; jsonb reorders the keys of objects. */
function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .toSorted(([x], [y]) => (x < y ? -1 : 1))
    .map(([key, each]) => [key, sorted(each)]);
}
