import type { VenuesAnswer } from "./event-contract.ts";
import { listVenueRows } from "./organizer-store.ts";

const LIMIT = 20;

/** Venues with their newest layout and the categories it sells, by name; one page. */
export async function listVenues({
  page = 1,
  limit = LIMIT,
}: {
  page?: number | undefined;
  limit?: number | undefined;
}): Promise<VenuesAnswer> {
  const { rows, total } = await listVenueRows(limit, (page - 1) * limit);
  const data = rows.map(({ timeZone, hash, version, seatCount, categories, ...venue }) => ({
    ...venue,
    time_zone: timeZone,
    layout: { hash, version, seat_count: seatCount, categories },
  }));
  return { data, meta: { total, page, limit } };
}
