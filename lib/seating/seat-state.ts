/**
 * The state of every seat of an event as people see it, two bits a seat: seat `id` is at bits 2·((id − 1) mod 4) of
 * byte (id − 1) div 4. A hold past its time counts as available. Shared by the server, the wire and the browser.
 */
export const SEAT_STATES = ["available", "held", "booked", "blocked"] as const;
export type SeatStateCode = 0 | 1 | 2 | 3;

export function bitmapBytes(seatCount: number): number {
  return Math.ceil(seatCount / 4);
}

export function readState(bitmap: Uint8Array, seatId: number): SeatStateCode {
  const index = seatId - 1;
  return (((bitmap[index >> 2] ?? 0) >> ((index & 3) * 2)) & 3) as SeatStateCode;
}

export function writeState(bitmap: Uint8Array, seatId: number, state: SeatStateCode): void {
  const index = seatId - 1;
  const shift = (index & 3) * 2;
  bitmap[index >> 2] = ((bitmap[index >> 2] ?? 0) & ~(3 << shift)) | (state << shift);
}

/** Whether somebody has the seat: it is held or booked. */
export const isOccupied = (state: SeatStateCode): boolean => state === 1 || state === 2;

/** One change on the wire: seat id, new state, the seat's version after it. A client applies it only when newer. */
export type SeatChange = readonly [seatId: number, state: SeatStateCode, version: number];
