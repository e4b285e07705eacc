import { expect, it } from "vitest";
import { rank } from "./rank.ts";

it.each([
  ["Overview\n/organizer/halcyon-live", "lan", 0],
  ["Lantern Jazz Days London\n7", "lan", 1],
  ["The Lantern\n7", "lan", 0.8],
  ["Fundación Aurora\n/x", "fundacion", 1],
  ["Lantern Jazz Days\n7", "jazz lantern", 0.8],
  ["Balance\n7", "lan", 0.5],
])("%j ranks for %j as %f", (value, typed, score) => {
  expect(rank(value, typed)).toBe(score);
});

it("an entry is found by its other words too", () => {
  expect(rank("Members\n/m", "invite", ["invite"])).toBeGreaterThan(0);
});
