import { expect, test } from "vitest";
import { ISSUES_MAX, reissueObstacle } from "./reissue-rules.ts";

const TICKET = { status: "LIVE", isUsed: false, issue: 1 } as const;

test("a live, unused ticket gets a new code, up to a hundred codes in all", () => {
  expect(reissueObstacle(TICKET)).toBeUndefined();
  expect(reissueObstacle({ ...TICKET, issue: ISSUES_MAX - 1 })).toBeUndefined();
  expect(reissueObstacle({ ...TICKET, issue: ISSUES_MAX })).toBe("too_often");
});

test("a void ticket and one that was used at the gate keep their code", () => {
  expect(reissueObstacle({ ...TICKET, status: "VOID", isUsed: true })).toBe("void");
  expect(reissueObstacle({ ...TICKET, isUsed: true, issue: ISSUES_MAX })).toBe("checked_in");
});
