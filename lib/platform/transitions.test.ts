import { expect, test } from "vitest";
import { statesBefore, statesBeforeOrIn, statesBeforeSql } from "./transitions.ts";

const DOOR = { OPEN: ["SHUT"], SHUT: ["OPEN", "LOCKED"], LOCKED: ["SHUT"] } as const;

test("the states before one are those whose list names it, in the order of the table", () => {
  expect(statesBefore(DOOR, "SHUT")).toEqual(["OPEN", "LOCKED"]);
  expect(statesBefore(DOOR, "LOCKED")).toEqual(["SHUT"]);
  expect(statesBeforeOrIn(DOOR, "LOCKED")).toEqual(["SHUT", "LOCKED"]);
  expect(statesBeforeSql(DOOR, "SHUT")).toBe("'OPEN', 'LOCKED'");
});
