import type { ReservationStatus } from "#lib/reservations/state";

/** What was sold of an event; `holds` has the time at which the last reservation of each state lapses. */
export type Sold = { hasOrders: boolean; holds: readonly { status: ReservationStatus; lapsesAt: Date }[]; now: Date };

/** Whether an event counts as sold: it was ever ordered, or a seat is held, being paid or bought. */
export function isSold({ hasOrders, holds, now }: Sold): boolean {
  return hasOrders || holds.some(({ status, lapsesAt }) => KEEPS[status](lapsesAt, now));
}

/** Which reservations keep their seats. A payment may end after its reservation's time. */
const KEEPS = {
  HELD: (lapsesAt, now) => lapsesAt > now,
  PAYING: () => true,
  CONFIRMED: () => true,
  EXPIRED: () => false,
  CANCELLED: () => false,
} as const satisfies Record<ReservationStatus, (lapsesAt: Date, now: Date) => boolean>;
