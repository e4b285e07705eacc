import type { DrawnSeat } from "./drawn-seats.ts";

/** Seats in square cells: which of them stand near a point is known without looking at the whole hall. */
export type SeatGrid = {
  /** Seats at most `reach` units from a point, in no order. */
  readonly near: (x: number, y: number, reach: number) => DrawnSeat[];
  /** The nearest seat within `reach`, for a click or to snap to; undefined where there is none. */
  readonly nearest: (x: number, y: number, reach: number) => DrawnSeat | undefined;
};

/** Heaps of seats on one point are told from their first ones; all of them would take quadratic time. */
const CELL_SEATS_MAX = 24;

/** Built in linear time. `cell` is about the reach that is asked for. */
export function seatGrid(seats: readonly DrawnSeat[], cell: number): SeatGrid {
  const cells = new Map<number, DrawnSeat[]>();
  const at = (column: number, line: number) => column * 4_194_304 + line;
  for (const seat of seats) {
    const index = at(Math.floor(seat.x / cell), Math.floor(seat.y / cell));
    const list = cells.get(index);
    if (list === undefined) cells.set(index, [seat]);
    else if (list.length < CELL_SEATS_MAX) list.push(seat);
  }
  const near = (x: number, y: number, reach: number) => {
    const found: DrawnSeat[] = [];
    const [right, bottom] = [Math.floor((x + reach) / cell), Math.floor((y + reach) / cell)];
    for (let column = Math.floor((x - reach) / cell); column <= right; column++) {
      for (let line = Math.floor((y - reach) / cell); line <= bottom; line++) {
        for (const seat of cells.get(at(column, line)) ?? []) {
          const [dx, dy] = [seat.x - x, seat.y - y];
          if (dx * dx + dy * dy <= reach * reach) found.push(seat);
        }
      }
    }
    return found;
  };
  const nearest = (x: number, y: number, reach: number) => {
    const distance = (seat: DrawnSeat) => Math.hypot(seat.x - x, seat.y - y);
    return near(x, y, reach).reduce<DrawnSeat | undefined>(
      (best, seat) => (best === undefined || distance(seat) < distance(best) ? seat : best),
      undefined,
    );
  };
  return { near, nearest };
}
