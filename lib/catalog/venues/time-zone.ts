import lookUpZone from "@photostructure/tz-lookup";
import { zonesOf } from "#lib/platform/country-zones";

/** Where a venue is, as far as it is known. */
export type Place = { country: string; city: string; coordinates: Coordinates | null };

/** Degrees, north and east positive. */
export type Coordinates = { latitude: number; longitude: number };

/**
 * The time zones of a country, and the one that the place speaks for: the only one, else that of the coordinates, else the one
 * that is named after the city. Undefined where nothing decides, so that people choose.
 */
export function suggestTimeZone({ country, city, coordinates }: Place): {
  zones: readonly string[];
  suggested: string | undefined;
} {
  const zones = zonesOf(country);
  if (zones.length <= 1) return { zones, suggested: zones[0] };
  const located = coordinates && lookUpZone(coordinates.latitude, coordinates.longitude);
  const named = foldName(city);
  const suggested =
    zones.find((zone) => zone === located) ??
    zones.find((zone) => foldName(zone.slice(zone.lastIndexOf("/") + 1)) === named);
  return { zones, suggested };
}

/** The time zone of a venue: the wanted one, or the one its place speaks for; or what is wrong about it, for its field. */
export function chooseTimeZone(
  place: Place,
  wanted: string | undefined,
): { ok: true; timeZone: string } | { ok: false; problem: string } {
  const { zones, suggested } = suggestTimeZone(place);
  if (wanted === undefined)
    return suggested
      ? { ok: true, timeZone: suggested }
      : { ok: false, problem: `must be chosen, as ${place.country} has several: ${someOf(zones)}` };
  if (zones.includes(wanted)) return { ok: true, timeZone: wanted };
  return { ok: false, problem: `is no time zone of ${place.country}, which has ${someOf(zones)}` };
}

const SHOWN_MAX = 30;

function someOf(zones: readonly string[]): string {
  const more = zones.length - SHOWN_MAX;
  return zones.slice(0, SHOWN_MAX).join(", ") + (more > 0 ? ` and ${more} more` : "");
}

function foldName(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/[^\p{L}]/gu, "")
    .toLowerCase();
}
