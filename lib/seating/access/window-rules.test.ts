import { expect, test } from "vitest";
import { windowProblems } from "./window-rules.ts";

const at = (hour: number) => new Date(Date.UTC(2027, 4, 1, hour));
const known = [{ name: "Fan club", opensAt: at(10), closesAt: at(12), levelIds: [] }];
const ground = { known, salesStartAt: at(18), timeZone: "Europe/Madrid", levels: [{ id: 1 }] };
const judged = (over: object) =>
  windowProblems({ name: "Friends", opensAt: at(12), closesAt: at(14), levelIds: [1], ...over }, ground);

test("presales may follow each other, up to the general sale", () => {
  expect(judged({})).toEqual([]);
  expect(judged({ closesAt: at(18) })).toEqual([]);
});

test.each([
  [{ closesAt: at(12) }, { path: "closes_at", problem: "ends_before_start" }],
  [{ closesAt: at(19) }, { path: "closes_at", problem: "into_general_sale", at: at(18) }],
  [{ name: "FAN CLUB" }, { path: "name", problem: "name_taken" }],
  [{ opensAt: at(11) }, { path: "opens_at", problem: "overlaps", other: "Fan club", from: at(10), to: at(12) }],
  [{ levelIds: [1, 7] }, { path: "price_levels", problem: "unknown_level" }],
])("%j is refused beside its field", (over, problem) => {
  expect(judged(over)).toEqual([{ ...problem, message: expect.any(String) }]);
});

test("times are named as the venue's clock shows them", () => {
  expect(judged({ opensAt: at(11) })[0]?.message).toContain("1 May 2027, 12:00 to 1 May 2027, 14:00");
});
