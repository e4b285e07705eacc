import { log } from "#lib/platform/observability/log";
import { singleton } from "#lib/platform/singleton";
import { type DateMaking, makeDate } from "./make-date.ts";
import { listDatesToMake } from "./series-store.ts";

const PAGE = 50;
/** How long a date belongs to its fact (series-maker.ts) alone, so that two processes rarely make the same one. */
const OVERDUE_MS = 600_000;

/**
 * Makes the dates of series that are overdue: their facts were given up, or they were wanted before facts made them. Answers how many
 * it made; a date that fails comes again with the next run.
 */
export async function workSeries(making: DateMaking): Promise<number> {
  const at = singleton("series at work", () => ({ isBusy: false }));
  if (at.isBusy) return 0;
  at.isBusy = true;
  try {
    return await workAll(making);
  } finally {
    at.isBusy = false;
  }
}

async function workAll(making: DateMaking): Promise<number> {
  const before = new Date(Date.now() - OVERDUE_MS);
  let made = 0;
  for (;;) {
    const page = await listDatesToMake({ before, limit: PAGE });
    let isStuck = false;
    for (const date of page)
      try {
        if (await makeDate(date, making)) made += 1;
      } catch (error) {
        isStuck = true;
        log().error({ err: error, seriesId: date.seriesId }, "a date of a series is not made yet and comes again");
      }
    if (isStuck || page.length < PAGE) return made;
  }
}
