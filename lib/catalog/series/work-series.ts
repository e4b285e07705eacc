import { isApproved } from "#lib/organizations/queries";
import { log } from "#lib/platform/observability/log";
import { singleton } from "#lib/platform/singleton";
import type { CopyRules } from "../copied-rules.ts";
import { makeCopy } from "../copy-event.ts";
import { findOrganizerEvent } from "../organizer-store.ts";
import { copyTimes } from "../shift-times.ts";
import { overlapping } from "./plan-series.ts";
import type { SeriesFailure } from "./series-contract.ts";
import { claimDateMade, type DateToMake, listDatesToMake, listHallTimes } from "./series-store.ts";

const PAGE = 50;

/** What makes and publishes the dates; later services in the order, so the caller hands them in. */
type Hands = { copyRules: CopyRules; publish: (eventId: number) => Promise<void> };

/**
 * Makes the dates of series that are wanted, one after another, until none is left. Killed at any point it goes on where it stopped: a date is
 * made with a key of its series, its moment and its request, so it is made once, however many processes share the work. Answers how many it made.
 */
export async function workSeries(hands: Hands): Promise<number> {
  const at = singleton("series at work", () => ({ isBusy: false }));
  if (at.isBusy) return 0;
  at.isBusy = true;
  try {
    return await workAll(hands);
  } finally {
    at.isBusy = false;
  }
}

async function workAll(hands: Hands): Promise<number> {
  let made = 0;
  for (;;) {
    const page = await listDatesToMake(PAGE);
    let isStuck = false;
    for (const date of page)
      try {
        const outcome = await makeDate(date, hands);
        await claimDateMade(date, outcome);
        if ("eventId" in outcome) made += 1;
      } catch (error) {
        isStuck = true;
        log().error({ err: error, seriesId: date.seriesId }, "a date of a series is not made yet and comes again");
      }
    if (isStuck || page.length < PAGE) return made;
  }
}

async function makeDate(
  { seriesId, startsAt, sourceId, isPublished, askedBy, askedAt }: DateToMake,
  { copyRules, publish }: Hands,
): Promise<{ eventId: number } | { failure: SeriesFailure }> {
  const own = await findOrganizerEvent(sourceId);
  if (!own) return { failure: "source_gone" };
  const startsAtMs = startsAt.getTime();
  const { endsAtMs } = copyTimes(own.row, startsAtMs, { nowMs: Date.now() });
  const there = await listHallTimes(own.row, { from: startsAt, until: new Date(endsAtMs) });
  // A run that died may have made this very date.
  const others = there.filter(
    (each) => each.seriesId !== seriesId || each.startsAt.getTime() !== startsAtMs || each.id === sourceId,
  );
  if (overlapping({ startsAtMs, endsAtMs }, others)) return { failure: "overlaps" };
  if (isPublished && !(await isApproved(own.row.organizationId))) return { failure: "not_approved" };
  const copy = await makeCopy(own, startsAtMs, {
    ...{ by: { userId: askedBy, actor: `user:${askedBy}` }, seriesId, copyRules, saleStays: true },
    key: `series:${seriesId}:${startsAtMs}:${askedAt.getTime()}`,
  });
  if (!copy.ok) return { failure: "refused" };
  if (isPublished) await publish(copy.id);
  return { eventId: copy.id };
}
