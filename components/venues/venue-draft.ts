import type { VenueWire } from "#lib/catalog/venues/venue-contract";
import type { VenuePicture } from "#lib/catalog/venues/visitor-info";
import { LANGUAGES, type LocalizedText } from "#lib/platform/localized-text";

/** A venue as its form holds it: every value a text, as it is typed. */
export type VenueDraft = {
  name: string;
  address: string;
  postcode: string;
  city: string;
  country: string;
  time_zone: string;
  latitude: string;
  longitude: string;
  entrances: readonly DraftEntrance[];
  directions: LocalizedText;
  accessibility: LocalizedText;
  pictures: readonly VenuePicture[];
};

export type DraftEntrance = { name: string; note: LocalizedText };

export const EMPTY_DRAFT: VenueDraft = {
  ...{ name: "", address: "", postcode: "", city: "", country: "", time_zone: "", latitude: "", longitude: "" },
  ...{ entrances: [], directions: {}, accessibility: {}, pictures: [] },
};

/** The values of a venue as its form shows them first. */
export function draftOf(venue: Pick<VenueWire, VenueField>): VenueDraft {
  const { coordinates, ...rest } = venue;
  return {
    ...{ name: rest.name, address: rest.address, postcode: rest.postcode, city: rest.city, country: rest.country },
    time_zone: rest.time_zone,
    latitude: coordinates ? String(coordinates.latitude) : "",
    longitude: coordinates ? String(coordinates.longitude) : "",
    ...{ entrances: rest.entrances, directions: rest.directions, accessibility: rest.accessibility },
    pictures: rest.pictures,
  };
}

/** The fields of a venue by their names in the API. */
export const VENUE_FIELDS = [
  ...(["name", "address", "postcode", "city", "country", "time_zone", "coordinates"] as const),
  ...(["entrances", "directions", "accessibility", "pictures"] as const),
] as const;
export type VenueField = (typeof VENUE_FIELDS)[number];

/** What others changed since the form was opened, by field. */
export type TheirChanges = { readonly [Field in VenueField]?: VenueWire[Field] | undefined };

/**
 * Joins what others changed into a form. What was not touched here becomes theirs; what both changed stays as it was typed and is
 * returned in `both`, for the person to decide.
 */
export function joinChanges(
  { opened, typed }: { opened: VenueDraft; typed: VenueDraft },
  theirs: TheirChanges,
): { opened: VenueDraft; typed: VenueDraft; both: VenueField[] } {
  let next = { opened, typed };
  const both: VenueField[] = [];
  for (const field of VENUE_FIELDS) {
    if (!(field in theirs)) continue;
    const isTouched = !isSame(partOf(opened, field), partOf(typed, field));
    const wanted = { ...opened, ...theirPart(theirs, field) };
    const isAgreed = isSame(partOf(typed, field), partOf(wanted, field));
    if (isTouched && !isAgreed) both.push(field);
    next = {
      opened: { ...next.opened, ...theirPart(theirs, field) },
      typed: isTouched ? next.typed : { ...next.typed, ...theirPart(theirs, field) },
    };
  }
  return { ...next, both };
}

/** A field of theirs as the form holds it. */
export function theirPart(theirs: TheirChanges, field: VenueField): Partial<VenueDraft> {
  if (field !== "coordinates") return { [field]: theirs[field] };
  const { coordinates } = theirs;
  return {
    latitude: coordinates ? String(coordinates.latitude) : "",
    longitude: coordinates ? String(coordinates.longitude) : "",
  };
}

function partOf(draft: VenueDraft, field: VenueField): unknown {
  return field === "coordinates" ? [draft.latitude, draft.longitude] : draft[field];
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a, sortKeys) === JSON.stringify(b, sortKeys);
}

/** A database reorders keys, and an empty text is the same as none. */
function sortKeys(_: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== "" && each !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}

type Fields = Readonly<Record<string, unknown>>;

/** The draft that a form sent; its names are those of the inputs in venue-fields.tsx. */
export function draftFromForm(fields: Fields): VenueDraft {
  const text = (name: string) => (typeof fields[name] === "string" ? fields[name] : "");
  const names = listOf(fields.entrance);
  const notes = LANGUAGES.map((language) => [language, listOf(fields[`entrance_note_${language}`])] as const);
  const byLanguage = (name: string): LocalizedText =>
    Object.fromEntries(LANGUAGES.map((language) => [language, text(`${name}_${language}`)]));
  return {
    ...{ name: text("name"), address: text("address"), postcode: text("postcode"), city: text("city") },
    ...{ country: text("country"), time_zone: text("time_zone") },
    ...{ latitude: text("latitude"), longitude: text("longitude") },
    entrances: names.map((name, i) => ({
      name,
      note: Object.fromEntries(notes.map(([language, list]) => [language, list[i] ?? ""])),
    })),
    directions: byLanguage("directions"),
    accessibility: byLanguage("accessibility"),
    pictures: picturesFromForm(fields),
  };
}

function picturesFromForm(fields: Fields): VenuePicture[] {
  const alts = LANGUAGES.map((language) => [language, listOf(fields[`picture_alt_${language}`])] as const);
  const uses = listOf(fields.picture_use);
  const sides = listOf(fields.picture_sides).map((text) => text.split("x").map(Number));
  return listOf(fields.picture).map((picture, i) => ({
    picture,
    width: sides[i]?.[0] || 1,
    height: sides[i]?.[1] || 1,
    alt: Object.fromEntries(alts.map(([language, list]) => [language, list[i] ?? ""])),
    decorative: uses[i] === "decorative",
  }));
}

function listOf(sent: unknown): string[] {
  if (sent === undefined) return [];
  return (Array.isArray(sent) ? sent : [sent]).map((each) => (typeof each === "string" ? each : ""));
}

/** The body that the API's contract judges. A time zone that was not chosen is left out, so that the place decides. */
export function bodyOfDraft(draft: VenueDraft) {
  const { latitude, longitude, time_zone, pictures, ...rest } = draft;
  const isPlaced = latitude.trim() !== "" || longitude.trim() !== "";
  return {
    ...rest,
    pictures: pictures.map(({ picture, alt, decorative }) => ({ picture, alt: decorative ? {} : alt, decorative })),
    ...(time_zone === "" ? {} : { time_zone }),
    coordinates: isPlaced ? { latitude: degrees(latitude), longitude: degrees(longitude) } : null,
  };
}

/** NaN for what is no number, which the contract refuses. */
function degrees(typed: string): number {
  return /^\s*-?\d{1,3}([.,]\d{1,12})?\s*$/.test(typed) ? Number(typed.trim().replace(",", ".")) : Number.NaN;
}
