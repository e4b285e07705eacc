import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clientStrengths } from "./client-strengths.ts";
import { judgeRisk } from "./judge-risk.ts";
import { type ClientSignals, clientSignals, EVENTS_MAX, HEADLESS_MARKS } from "./signals.ts";

const scoreOf = (given: Partial<ClientSignals>) => judgeRisk(clientStrengths(clientSignals.parse(given))).score;

describe("what a browser says of itself", () => {
  test("a keyboard alone, touch alone, a screen reader without any event: none adds to the risk, however long they take", () => {
    const people = fc.record({
      page_ms: fc.integer({ min: 0, max: 86_400_000 }),
      hand: fc.constantFrom("pointer_presses", "key_presses", "touches", "focus_changes", "nothing"),
      // As fast as a key repeats that is kept down.
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(people, ({ page_ms, hand, share }) => {
        const events = Math.min(EVENTS_MAX, Math.floor((page_ms / 30) * share));
        expect(scoreOf({ page_ms, ...(hand === "nothing" ? {} : { [hand]: events }) })).toBe(0);
      }),
    );
  });

  test("more presses than hands can make in that time do", () => {
    expect(scoreOf({ page_ms: 200, key_presses: 100 })).toBeGreaterThan(0);
    expect(scoreOf({ page_ms: 4_000, key_presses: 100 })).toBe(0);
  });

  test("a page that says nothing, a driven browser and marks of automation add to it, odd marks only together", () => {
    expect(judgeRisk(clientStrengths(undefined)).reasons).toEqual(["silent_page"]);
    expect(judgeRisk(clientStrengths(clientSignals.parse({ is_webdriver: true }))).band).toBe("middle");
    expect(scoreOf({ headless_marks: ["process"] })).toBeGreaterThan(scoreOf({ headless_marks: ["plugins_array"] }));
    expect(scoreOf({ headless_marks: [...HEADLESS_MARKS], is_webdriver: true })).toBeGreaterThan(65);
    expect(scoreOf({ has_web_crypto: false })).toBeLessThan(30);
  });

  test("is bounded: counts, time and marks beyond their bounds are refused, unknown words are dropped", () => {
    const isTaken = (given: object) => clientSignals.safeParse(given).success;
    expect(isTaken({ key_presses: EVENTS_MAX })).toBe(true);
    for (const given of [{ key_presses: EVENTS_MAX + 1 }, { touches: -1 }, { page_ms: 1e12 }, { page_ms: 0.5 }])
      expect(isTaken(given)).toBe(false);
    expect(isTaken({ headless_marks: Array.from({ length: 100 }, () => "process") })).toBe(false);
    expect(isTaken({ headless_marks: ["anything"] })).toBe(false);
    expect(clientSignals.parse({ screen: "1440x900" })).not.toHaveProperty("screen");
  });
});
