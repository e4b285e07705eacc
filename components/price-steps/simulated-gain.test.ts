import { describe, expect, test } from "vitest";
import { simulatedGain } from "./simulated-gain.ts";

describe("simulatedGain", () => {
  test("is exact where the difference of the major units is no amount of cents", () => {
    const { minor, percent } = simulatedGain({ revenue: 69_365.6, fixed_revenue: 70_098, currency: "GBP" });
    expect(minor).toBe(-73_240);
    expect(percent).toBeCloseTo(-1.0448, 3);
  });

  test("knows currencies without a minor unit, and a sale that brings nothing at the regular price", () => {
    expect(simulatedGain({ revenue: 1_500, fixed_revenue: 1_200, currency: "JPY" })).toEqual({
      minor: 300,
      percent: 25,
    });
    expect(simulatedGain({ revenue: 0, fixed_revenue: 0, currency: "EUR" })).toEqual({ minor: 0, percent: 0 });
  });
});
