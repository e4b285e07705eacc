import { globalDb } from "#lib/platform/db/db";
import { UNSOLD_CATEGORIES, WITHOUT_NUL } from "../store.ts";

/** A hall where an organization may put an event, in its newest version. */
export type HouseChoice = {
  venueId: number;
  venueName: string;
  city: string;
  timeZone: string;
  hallName: string;
  version: number;
  layoutHash: string;
  seatCount: number;
};

const HOUSES_MAX = 500;

/** The halls in use of an organization's own venues and of the shared ones, each with its newest published version: its own first. */
export async function listHouseChoices(organizationId: string): Promise<HouseChoice[]> {
  return globalDb().$queryRaw<HouseChoice[]>`
    SELECT v.id AS "venueId", v.name AS "venueName", v.city, v.timezone AS "timeZone", h.name AS "hallName", l.version,
      l.hash AS "layoutHash", l.seat_count AS "seatCount"
    FROM venues v JOIN halls h ON h.venue_id = v.id AND h.archived_at IS NULL
    JOIN LATERAL (
      SELECT hv.version, l.hash, l.seat_count FROM hall_versions hv JOIN layouts l ON l.hash = hv.layout_hash
      WHERE hv.hall_id = h.id AND ${WITHOUT_NUL} ORDER BY hv.published_at DESC, hv.version DESC LIMIT 1) l ON true
    WHERE v.archived_at IS NULL AND (v.organization_id IS NULL OR v.organization_id = ${organizationId}::uuid)
    ORDER BY v.organization_id IS NULL, v.name, v.id, h.name, h.id LIMIT ${HOUSES_MAX}::int`;
}

/** A category of a hall that is for sale, by its place in the layout. */
export type SoldCategory = { index: number; name: string };

/** The categories that a layout sells, in its order. */
export async function listSoldCategories(layoutHash: string): Promise<SoldCategory[]> {
  const [row] = await globalDb().$queryRaw<{ names: string[]; unsold: number[] }[]>`
    SELECT ARRAY(SELECT c->>'name' FROM json_array_elements(geometry::json->'categories') c) AS names, ${UNSOLD_CATEGORIES} AS unsold
    FROM layouts WHERE hash = ${layoutHash} AND ${WITHOUT_NUL}`;
  return (row?.names ?? []).map((name, index) => ({ index, name })).filter(({ index }) => !row?.unsold.includes(index));
}
