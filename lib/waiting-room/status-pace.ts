import type { QueueStatusWire } from "./contract.ts";
import { estimateWait, PACE_SPREAD, type Pace, type WaitRange } from "./estimate.ts";
import { paceOfForecast, peopleAhead } from "./forecast.ts";

/** What the public status says of a place in the queue: the same rules in the browser and on the server. */

type PaceFacts = Pick<QueueStatusWire, "pace_per_minute" | "rate_per_minute" | "forecast">;

/** The people who are called before a number, and the wait until it is; no range while the pace is unknown. */
export function waitOf(
  status: PaceFacts & Pick<QueueStatusWire, "serving_position">,
  number: number,
): { ahead: number; range: WaitRange | undefined } {
  const numbers = Math.max(0, number - status.serving_position - 1);
  const ahead = peopleAhead(numbers, status.forecast?.waiting_share ?? 1);
  return { ahead, range: estimateWait({ ahead: ahead + 1, pace: paceOfStatus(status) }) };
}

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
