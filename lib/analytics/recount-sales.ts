import { salesFigures } from "./sales-figures.ts";
import { recountEvent } from "./sales-store.ts";

/** Counts what was sold of an event anew, for sales that were written without facts. Exact also while sales go on. */
export async function recountSales(eventId: number): Promise<void> {
  await recountEvent(salesFigures.name, eventId);
}
