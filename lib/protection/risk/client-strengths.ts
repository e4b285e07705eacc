import type { Signals } from "./judge-risk.ts";
import { AUTOMATION_MARKS, type ClientSignals } from "./signals.ts";

/**
 * What a browser's own words add to the risk. A keyboard alone, a screen reader, a switch or a voice never add anything, because only
 * more events than hands can make count, never their absence.
 */
export function clientStrengths(given: ClientSignals | undefined): Signals {
  if (!given) return { silent_page: 1 };
  const odd = given.headless_marks.filter((mark) => !isAutomation(mark)).length;
  return {
    webdriver: given.is_webdriver ? 1 : 0,
    automation_marks: given.headless_marks.some(isAutomation) ? 1 : 0,
    // One such mark is an unusual browser, three are none that a person uses.
    odd_browser: odd / 3,
    impossible_timing: isImpossible(given) ? 1 : 0,
    no_web_crypto: given.has_web_crypto ? 0 : 1,
  };
}

function isAutomation(mark: string): boolean {
  return (AUTOMATION_MARKS as readonly string[]).includes(mark);
}

/** A key that is kept down repeats about every 30 ms; two hands, a finger on the screen and such a key stay below one event in 10 ms. */
const MS_PER_EVENT = 10;
/** A press that opened the page may still be counted on it, and a few come with one gesture. */
const EVENTS_AT_ONCE = 8;

function isImpossible({ page_ms, pointer_presses, key_presses, touches }: ClientSignals): boolean {
  return pointer_presses + key_presses + touches > EVENTS_AT_ONCE + page_ms / MS_PER_EVENT;
}
