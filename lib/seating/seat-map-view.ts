import { toMajor } from "#lib/platform/money";
import type { SeatMap } from "./answer-contract.ts";
import { priceOf } from "./choose-seats.ts";
import type { LiveSeats } from "./live-seats.ts";
import { readState, SEAT_STATES } from "./seat-state.ts";

/** The whole map as the API answers it: sections, their rows, their seats with state and price. */
export function seatMapOf(seats: LiveSeats): SeatMap {
  const { event, layout } = seats;
  let seatId = 0;
  const seatAt = (number: string) => {
    seatId += 1;
    const price = toMajor(priceOf(seats, seatId), event.currency);
    return { id: seatId, seat_number: number, status: SEAT_STATES[readState(seats.bitmap, seatId)], price };
  };
  const sections = layout.sections.map((section, id) => {
    const level = event.priceLevels.find((each) => each.layoutCategories.includes(section.category));
    const standing = [{ label: "", numbers: Array.from({ length: section.capacity }, (_, i) => String(i + 1)) }];
    const rows = section.kind === "standing" ? standing : section.rows;
    return {
      id,
      name: section.name,
      price: level ? toMajor(level.priceMinor, event.currency) : null,
      rows: rows.map((row) => ({ row_number: row.label, seats: row.numbers.map(seatAt) })),
    };
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
