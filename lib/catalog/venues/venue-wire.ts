import { listPeople } from "#lib/identity/queries";
import type { LocalizedText } from "#lib/platform/localized-text";
import type { VenueWire } from "./venue-contract.ts";
import { coordinatesOf } from "./venue-rules.ts";
import type { VenueRow } from "./venue-store.ts";
import type { Entrance, VenuePicture } from "./visitor-info.ts";

/** Venues in the API's form, with the names of who changed them last. */
export async function venuesOnWire(rows: readonly VenueRow[]): Promise<VenueWire[]> {
  const people = await listPeople(rows.flatMap(({ updatedBy }) => updatedBy ?? []));
  return rows.map((row) => ({
    id: row.id,
    organization_id: row.organizationId,
    slug: row.slug,
    name: row.name,
    address: row.address,
    postcode: row.postcode,
    city: row.city,
    country: row.country,
    coordinates: coordinatesOf(row),
    time_zone: row.timezone,
    entrances: row.entrances as Entrance[],
    directions: row.directions as LocalizedText,
    accessibility: row.accessibility as LocalizedText,
    pictures: row.pictures as VenuePicture[],
    revision: row.revision,
    archived_at: row.archivedAt?.toISOString() ?? null,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
    updated_by: (row.updatedBy && people.get(row.updatedBy)?.name) || null,
  }));
}

/** One venue in the API's form. */
export async function venueOnWire(row: VenueRow): Promise<VenueWire> {
  const [wire] = await venuesOnWire([row]);
  return wire as VenueWire;
}

/** The name of a person by id, null for no one. */
export async function nameOf(userId: string | null): Promise<string | null> {
  return (userId && (await listPeople([userId])).get(userId)?.name) || null;
}
