import type { QueueStatusWire } from "./contract.ts";
import { type Chance, estimateWait, PACE_SPREAD, type Pace, type WaitRange } from "./estimate.ts";
import { chancesBehind, type NoTime, paceOfForecast, peopleAhead, whyNoTime } from "./forecast.ts";

/** What the public status says of a place in the queue: the same rules in the browser and on the server. */

type PaceFacts = Pick<QueueStatusWire, "pace_per_minute" | "rate_per_minute" | "forecast">;

/**
 * The people who are called before a number, the chance that seats of each level are left then, and the wait until it is; no range while the
 * pace is unknown, and where no seats are likely to be left.
 */
export function waitOf(
  status: PaceFacts & Pick<QueueStatusWire, "serving_position" | "last_position" | "levels">,
  number: number,
): Wait {
  const numbers = Math.max(0, number - status.serving_position - 1);
  // Who joined since the status was read has a number behind all that it knows.
  const all = Math.max(number, status.last_position) - status.serving_position;
  const ahead = peopleAhead(numbers, { waitingShare: status.forecast?.waiting_share ?? 1, numbers: all });
  const levels = status.levels.map((level) => ({
    ...{ id: level.price_level_id, left: level.available_seats, seatsPerPerson: level.seats_per_person },
  }));
  const behind = { levels, choosing: status.forecast?.choosing ?? 0 };
  const noTime = whyNoTime(ahead, behind);
  const range = noTime ? undefined : estimateWait({ ahead: ahead + 1, pace: paceOfStatus(status) });
  return { ahead, chances: chancesBehind(ahead, behind), noTime, range };
}

export type Wait = {
  ahead: number;
  chances: { id: number; chance: Chance }[];
  noTime: NoTime | undefined;
  range: WaitRange | undefined;
};

function paceOfStatus({ pace_per_minute, rate_per_minute, forecast }: PaceFacts): Pace | undefined {
  if (forecast) {
    const { steady_per_minute, free_places, spread } = forecast;
    const freePlaces = free_places;
    return paceOfForecast({ steadyPerMinute: steady_per_minute, ratePerMinute: rate_per_minute, freePlaces, spread });
  }
  if (pace_per_minute === null) return undefined;
  const perSecond = pace_per_minute / 60;
  return { steadyPerSecond: perSecond, ratePerSecond: perSecond, freePlaces: 0, spread: PACE_SPREAD };
}
