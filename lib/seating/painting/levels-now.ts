import type { LiveSeats } from "../live-seats.ts";
import { levelsOfSeats } from "./level-of-seats.ts";

const KNOWN = new WeakMap<LiveSeats["event"], Int16Array>();

/** The levels of an event's live seats by position, found once for each state of the event: to ask for a seat's price costs one look. */
export function levelsNow({ event, layout }: Pick<LiveSeats, "event" | "layout">): Int16Array {
  let levels = KNOWN.get(event);
  if (!levels) {
    levels = levelsOfSeats(layout, { levels: event.priceLevels, painting: event.painting });
    KNOWN.set(event, levels);
  }
  return levels;
}
