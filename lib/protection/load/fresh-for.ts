import { isStepOn } from "./load-state.ts";

/** So many times as long an answer of browsing is kept under load. */
const LONGER = 10;

/** For how long an answer of browsing is fresh: as given, and longer while the step `browsing` is on. In any unit. */
export function freshFor(time: number): number {
  return isStepOn("browsing") ? time * LONGER : time;
}
