import type { Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import { changeEvent } from "../change-event.ts";
import type { EventChange } from "../event-contract.ts";
import { wireValuesOf } from "../event-revisions.ts";
import type { EventSales } from "../event-sales.ts";
import { type OwnEvent, ownEvent } from "../organizer-event.ts";
import { findOrganizerEvent } from "../organizer-store.ts";
import { refuse } from "../refusals.ts";
import { changeForDate } from "./change-for-date.ts";
import type { FollowingAnswer, FollowingChange } from "./series-contract.ts";
import { findSeriesId, listFollowing } from "./series-store.ts";

type DateOutcome = FollowingAnswer["dates"][number];
type Refusals = Refused<
  "not_found" | "forbidden" | "invalid_request" | "event_has_sales" | "event_edited" | "organization_not_approved"
>;
/** What sells and publishes events; later services in the order, so the caller hands them in. */
type Hands = { sales: EventSales; publish: (eventId: number) => Promise<void> };

/**
 * Changes an event and the dates of its series that follow. Times keep to the clock: a door that opens at 18:00 does so on each date. What a following date has
 * otherwise than this event had stays so and is named, unless `overwrite`; a date that refuses its change is named, and the others change.
 * Refused as a whole where the event itself refuses it. Repeated, it does what is left to do. Cancelling is done date by date.
 */
export async function changeFollowing(
  person: Staff,
  eventId: number,
  { change, overwrite, ...hands }: FollowingChange & Hands,
): Promise<{ ok: true; answer: FollowingAnswer } | Refusals> {
  if (change.status === "cancelled")
    return refuse("invalid_request", { fields: [{ path: "change.status", message: "cancel each date by itself" }] });
  if (change.status === "postponed")
    return refuse("invalid_request", {
      fields: [{ path: "change.status", message: "dates are postponed one by one" }],
    });
  const own = await ownEvent(person, eventId, "event.write");
  if (!own.ok) return own;
  const first = await changeOne(person, own, { change, ...hands });
  if (!first.ok) return first;
  const dates: DateOutcome[] = [outcomeOf(own, { outcome: "changed" })];
  const seriesId = await findSeriesId(eventId);
  const following = seriesId === null ? [] : await listFollowing(seriesId, own.row.startsAt);
  for (const { id } of following) {
    const date = id === eventId ? undefined : await findOrganizerEvent(id);
    if (date) dates.push(await changeDate(person, { own, date }, { change, overwrite, ...hands }));
  }
  return { ok: true, answer: { dates } };
}

async function changeDate(
  person: Staff,
  { own, date }: { own: OwnEvent; date: OwnEvent },
  { change, overwrite, ...hands }: FollowingChange & Hands,
): Promise<DateOutcome> {
  const values = { before: wireValuesOf(own.row, own.levels), now: wireValuesOf(date.row, date.levels) };
  const { wanted, kept } = changeForDate(change, {
    ...{ ...values, overwrite, timeZone: own.row.timeZone },
    ...{ fromMs: own.row.startsAt.getTime(), toMs: date.row.startsAt.getTime() },
  });
  if (!wanted) return outcomeOf(date, { outcome: "unchanged", kept });
  const changed = await changeOne(person, date, { change: wanted, ...hands });
  return changed.ok
    ? outcomeOf(date, { outcome: "changed", kept })
    : outcomeOf(date, { outcome: "refused", kept, refusal: changed.refusal.code });
}

async function changeOne(
  person: Staff,
  { row }: OwnEvent,
  { change, sales, publish }: { change: EventChange } & Hands,
): Promise<{ ok: true } | Refusals> {
  const changed = await changeEvent(person, row.id, { change, sales });
  if (changed.ok && changed.isToPublish) await publish(row.id);
  return changed.ok ? { ok: true } : changed;
}

function outcomeOf(
  { row }: OwnEvent,
  { outcome, kept = [], refusal = null }: Pick<DateOutcome, "outcome"> & Partial<DateOutcome>,
): DateOutcome {
  return { id: row.id, start_time: row.startsAt.toISOString(), outcome, kept, refusal };
}
