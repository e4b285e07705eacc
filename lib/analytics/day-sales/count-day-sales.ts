import { appendDueOf, countDue } from "./day-sales-store.ts";

const AT_ONCE = 100;
/** A run ends after so many, so that no job lasts for hours; the next one goes on. */
const RUN_MAX = 20_000;

/** Counts every day that changed from the books; how many. Repeated, it changes nothing. */
export async function countDaySales(): Promise<number> {
  let counted = 0;
  while (counted < RUN_MAX) {
    const now = await countDue(AT_ONCE);
    counted += now;
    if (now < AT_ONCE) break;
  }
  return counted;
}

/** Counts all days of an event again, for sales written without facts, and as a repair. */
export async function recountDaySales(eventId: number): Promise<void> {
  await appendDueOf(eventId);
  await countDaySales();
}
