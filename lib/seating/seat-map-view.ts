import { toMajor } from "#lib/platform/money";
import type { SeatMap } from "./answer-contract.ts";
import { priceOf } from "./choose-seats.ts";
import type { LiveSeats } from "./live-seats.ts";
import { levelsNow } from "./painting/levels-now.ts";
import { readState, SEAT_STATES } from "./seat-state.ts";

/** The whole map as the API answers it: sections, their rows, their seats with state and price. */
export function seatMapOf(seats: LiveSeats): SeatMap {
  const { event, layout, ids } = seats;
  let position = 0;
  const seatAt = (number: string) => {
    position += 1;
    const seatId = ids.idAt(position);
    const price = toMajor(priceOf(seats, seatId), event.currency);
    return { id: seatId, seat_number: number, status: SEAT_STATES[readState(seats.bitmap, seatId)], price };
  };
  const sections = layout.sections.map((section, id) => {
    const standing = [{ label: "", numbers: Array.from({ length: section.capacity }, (_, i) => String(i + 1)) }];
    const rows = section.kind === "standing" ? standing : section.rows;
    const first = position + 1;
    const listed = rows.map((row) => ({ row_number: row.label, seats: row.numbers.map(seatAt) }));
    const range = pricesOf(seats, { first, last: position });
    return { id, name: section.name, price: range?.min ?? null, price_range: range, rows: listed };
  });
  return {
    event_id: event.id,
    venue_id: event.venueId,
    layout_version: event.layoutVersion,
    currency: event.currency,
    sections,
    last_updated: new Date().toISOString(),
  };
}

/** The lowest and the highest price of these seats; null when no level sells any. */
function pricesOf(
  seats: LiveSeats,
  { first, last }: { first: number; last: number },
): { min: number; max: number } | null {
  const { event } = seats;
  const sold = new Set(levelsNow(seats).subarray(first, last + 1));
  const prices = event.priceLevels.filter(({ id }) => sold.has(id)).map(({ priceMinor }) => priceMinor);
  if (prices.length === 0) return null;
  return {
    min: toMajor(Math.min(...prices), event.currency),
    max: toMajor(Math.max(...prices), event.currency),
  };
}
