import { expect, test } from "vitest";
import { readShares } from "./buyer-shares.ts";

test("shares are whole percents of 100 together at most; without any, the played sale decides", () => {
  expect(readShares({})).toBeUndefined();
  expect(readShares({ child: " ", student: "" })).toBeUndefined();
  expect(readShares({ child: " 30 ", student: "", companion: "70" })).toEqual([
    { ticket_type_id: "child", percent: 30 },
    { ticket_type_id: "companion", percent: 70 },
  ]);
  for (const wrong of ["101", "-1", "2.5", "a few"]) expect(readShares({ child: wrong })).toBe("wrong");
  expect(readShares({ child: "60", student: "41" })).toBe("wrong");
});
