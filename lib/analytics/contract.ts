import type { SaleState } from "#lib/catalog/contract";

/** An event on its organizer's list, with its sales. `takenMinor` is captured minus refunded; null for who may not read orders. */
export type EventSales = {
  id: number;
  slug: string;
  title: string;
  /** ISO 8601. */
  startsAt: string;
  timeZone: string;
  venueName: string;
  city: string;
  currency: string;
  capacity: number;
  sold: number;
  takenMinor: number | null;
  state: SaleState | "draft";
  /** The series that it is a date of, under the title of the first date. */
  series: { id: string; title: string; dates: number } | null;
};

/** The events of a list in one currency, counted together: amounts of different ones are never added. `takenMinor` as for one event. */
export type EventTotal = {
  currency: string;
  events: number;
  sold: number;
  capacity: number;
  takenMinor: number | null;
};
