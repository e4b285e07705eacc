import { isApproved } from "#lib/organizations/queries";
import type { CopyRules } from "../copied-rules.ts";
import { makeCopy } from "../copy-event.ts";
import { findOrganizerEvent } from "../organizer-store.ts";
import { copyTimes } from "../shift-times.ts";
import { overlapping } from "./plan-series.ts";
import type { SeriesFailure } from "./series-contract.ts";
import { claimDateMade, type DateToMake, listHallTimes } from "./series-store.ts";

/** Copies the rules of an event and publishes it: work of later services, so the caller hands it in. */
export type DateMaking = { copyRules: CopyRules; publish: (eventId: number) => Promise<void> };

/**
 * Makes a wanted date of a series as a copy of its event, or writes why it cannot be made. Its key is the series, the moment and the
 * request, so it is made once, however many processes try and wherever one of them died. Answers whether the date is there.
 */
export async function makeDate(date: DateToMake, making: DateMaking): Promise<boolean> {
  const outcome = await copyOnDate(date, making);
  await claimDateMade(date, outcome);
  return "eventId" in outcome;
}

async function copyOnDate(
  { seriesId, startsAt, sourceId, isPublished, askedBy, askedAt }: DateToMake,
  { copyRules, publish }: DateMaking,
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
