import { bestAvailable } from "#lib/seating/best-available";
import { prepareHall } from "#lib/seating/blocks";
import { judgeChoice, type LoneSeatRule } from "#lib/seating/lone-seat";
import { nearestSubstitutes } from "#lib/seating/nearest-substitutes";
import { readState } from "#lib/seating/seat-state";
import { type MapModel, NOT_SOLD } from "./map-geometry.ts";
import type { SeatAdvice } from "./session-rules.ts";

/**
 * The hall's rules applied in the browser to the states it knows: immediate, free for the server, and possibly wrong by
 * changes not yet received. The server applies the same rules again when seats are held.
 */
export function createSeatAdvice(model: MapModel, startsAt: Date, rule: LoneSeatRule): SeatAdvice {
  const hall = prepareHall(model.layout);
  const levelOf = Int16Array.from(model.level, (level) => (level === NOT_SOLD ? -1 : level));
  return {
    best: (states, { people, level, accessible }) => {
      const choice = bestAvailable(hall, states, {
        quantity: people,
        levelOf,
        accessible,
        ...(level === undefined ? {} : { level }),
      });
      return choice && { seatIds: choice.seats, tier: choice.tier };
    },
    substitutes: (states, lost, kept) => {
      return nearestSubstitutes(
        hall,
        states,
        lost,
        (candidate, asked) => model.level[candidate] === model.level[asked] && !kept.includes(candidate),
      );
    },
    loneSeats: (states, chosen) => {
      const verdict = judgeChoice(hall, states, chosen, {
        rule,
        fill: fillOf(model, states),
        hoursToDoors: (startsAt.getTime() - Date.now()) / 3_600_000,
        levelOf,
      });
      return verdict.ok ? undefined : verdict;
    },
  };
}

/** Share of the house that is not free, 0 to 1. */
function fillOf(model: MapModel, states: Uint8Array): number {
  let free = 0;
  for (let id = 1; id <= model.seatCount; id++) if (readState(states, id) === 0) free += 1;
  return 1 - free / Math.max(model.seatCount, 1);
}
