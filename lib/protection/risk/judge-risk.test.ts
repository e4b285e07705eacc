import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BANDS, judgeRisk, SIGNAL_NAMES, SIGNALS, type SignalName, type Signals } from "./judge-risk.ts";

const strengths: fc.Arbitrary<Signals> = fc.dictionary(
  fc.constantFrom(...SIGNAL_NAMES),
  fc.double({ min: 0, max: 1, noNaN: true }),
);

describe("the score of a request", () => {
  test("never falls when a signal is added or becomes stronger, and never leaves 0 to 100", () => {
    fc.assert(
      fc.property(
        strengths,
        fc.constantFrom(...SIGNAL_NAMES),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (signals, name, more) => {
          const before = judgeRisk(signals);
          const after = judgeRisk({ ...signals, [name]: Math.max(signals[name] ?? 0, more) });
          expect(after.score).toBeGreaterThanOrEqual(before.score);
          expect(after.score).toBeLessThanOrEqual(100);
        },
      ),
    );
  });

  test.each(SIGNAL_NAMES)("is never high by %s alone, whatever its strength", (name) => {
    expect(judgeRisk({ [name]: 1 }).band).not.toBe("high");
    expect(judgeRisk({ [name]: Number.MAX_VALUE })).toEqual(judgeRisk({ [name]: 1 }));
  });

  test("a network of a data centre with a perfect browser is middle, a VPN alone stays low", () => {
    expect(judgeRisk({ hosting_network: 1 }).band).toBe("middle");
    expect(judgeRisk({ vpn_network: 1 }).band).toBe("low");
  });

  test("names its reasons with the heaviest first and leaves out what adds nothing", () => {
    expect(judgeRisk({ silent_page: 1, script_user_agent: 1, webdriver: 0, device_crowd: 0.01 })).toEqual({
      score: 65,
      band: "high",
      reasons: ["script_user_agent", "silent_page"],
    });
    expect(judgeRisk({})).toEqual({ score: 0, band: "low", reasons: [] });
    expect(judgeRisk({ webdriver: Number.NaN, device_crowd: -1 })).toEqual({ score: 0, band: "low", reasons: [] });
  });
});

test("the table has weights that a soft signal alone can not make high, and each says what it means", () => {
  const rows: [SignalName, { weight: number; isSoft?: true; says: string }][] = SIGNAL_NAMES.map((name) => [
    name,
    SIGNALS[name],
  ]);
  expect(rows.filter(([, { weight }]) => weight <= 0)).toEqual([]);
  expect(rows.filter(([, { isSoft, weight }]) => isSoft && weight >= BANDS.high)).toEqual([]);
  expect(new Set(rows.map(([, { says }]) => says)).size).toBe(SIGNAL_NAMES.length);
});
