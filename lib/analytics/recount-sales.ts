import { recountDaySales } from "./day-sales/count-day-sales.ts";
import { salesFigures } from "./sales-figures.ts";
import { recountEvent } from "./sales-store.ts";

/** Recounts an event's sales, for sales written without facts. Exact even while sales continue. */
export async function recountSales(eventId: number): Promise<void> {
  await recountEvent(salesFigures.name, eventId);
  await recountDaySales(eventId);
}
