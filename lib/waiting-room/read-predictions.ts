import { ownEvent } from "#lib/catalog/organizer-event";
import { listEventsById } from "#lib/catalog/queries";
import type { Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import { judgePredictions } from "./judge-predictions.ts";
import type { PredictionListWire, PredictionsWire } from "./predictions-contract.ts";
import { listReadings, listSalesRead } from "./reading-store.ts";

/** The readings of the last five and a half hours in which people waited. */
const READINGS_MAX = 2_000;
const SALES_MAX = 10;

/** How well waits and chances in the queue of an own sale were predicted. */
export async function readPredictions(
  person: Staff,
  eventId: number,
): Promise<{ ok: true; predictions: PredictionsWire } | Refused<"not_found" | "forbidden">> {
  const own = await ownEvent(person, eventId, "event.read");
  return own.ok ? { ok: true, predictions: await predictionsOf(eventId) } : own;
}

/** The same for the sales of the platform whose queues moved last. For administrators. */
export async function listPredictions(): Promise<PredictionListWire> {
  const eventIds = await listSalesRead(SALES_MAX);
  const titles = new Map((await listEventsById(eventIds)).map(({ id, title }) => [id, title]));
  const data: PredictionListWire["data"] = [];
  for (const eventId of eventIds)
    data.push({ event_id: eventId, title: titles.get(eventId) ?? "", predictions: await predictionsOf(eventId) });
  return { data };
}

async function predictionsOf(eventId: number): Promise<PredictionsWire> {
  const { period, waits, chances } = judgePredictions(await listReadings(eventId, READINGS_MAX));
  const { longerByPause, errorPercent, ...counts } = waits;
  const chance = ({ count, had }: { count: number; had: number }) => ({ count, had_seats: had });
  return {
    from: period ? new Date(period.fromMs).toISOString() : null,
    until: period ? new Date(period.untilMs).toISOString() : null,
    waits: { ...counts, longer_by_pause: longerByPause, error_percent: errorPercent },
    chances: {
      likely: chance(chances.likely),
      uncertain: chance(chances.uncertain),
      unlikely: chance(chances.unlikely),
    },
  };
}
