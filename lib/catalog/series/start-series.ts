import type { Staff } from "#lib/organizations/authority";
import { isApproved } from "#lib/organizations/queries";
import type { Refused } from "#lib/platform/http/refusals";
import { makerOf } from "../create-event.ts";
import { ownEvent } from "../organizer-event.ts";
import { refuse } from "../refusals.ts";
import { isRefused, type PlannedDate, planSeries } from "./plan-series.ts";
import { seriesOnWire } from "./read-series.ts";
import type { NewSeries, SeriesWire } from "./series-contract.ts";
import { claimSeriesDates } from "./series-store.ts";

/**
 * Wants an event on the dates of a rule: it and they are a series from now on. The dates are made at once behind the request (series-maker.ts), each a
 * copy of the event. Repeated, it wants the same dates and makes none twice. Refuses all where one is past or overlaps with something else in the hall.
 */
export async function startSeries(
  person: Staff,
  eventId: number,
  { status, ...rule }: NewSeries,
): Promise<
  | { ok: true; series: SeriesWire }
  | Refused<"not_found" | "forbidden" | "invalid_request" | "organization_not_approved">
> {
  const own = await ownEvent(person, eventId, "event.write");
  if (!own.ok) return own;
  if (status === "on_sale" && !(await isApproved(own.row.organizationId))) return refuse("organization_not_approved");
  if (status === "on_sale" && own.levels.length === 0)
    return refuse("invalid_request", { fields: [{ path: "status", message: "the event has no prices yet" }] });
  const planned = await planSeries(own, rule);
  if (!planned.ok) return planned;
  const wrong = planned.dates.filter(isRefused);
  if (wrong.length > 0) return refuse("invalid_request", { fields: wrong.slice(0, 20).map(problemOf) });
  const startsAt = planned.dates
    .filter(({ verdict }) => verdict === "new")
    .map(({ startsAtMs }) => new Date(startsAtMs));
  const seriesId = await claimSeriesDates(own, { startsAt, isPublished: status === "on_sale", by: makerOf(person) });
  return { ok: true, series: await seriesOnWire(seriesId, own.row.timeZone) };
}

function problemOf({ local, verdict, overlaps }: PlannedDate) {
  const message =
    verdict === "past" ? "is in the past" : `overlaps with “${overlaps?.title}” of ${overlaps?.startsAt.toISOString()}`;
  return { path: `dates.${local}`, message };
}
