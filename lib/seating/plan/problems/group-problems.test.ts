import { describe, expect, test } from "vitest";
import { countProblems, groupProblems } from "./group-problems.ts";
import { gatherProblems } from "./problem.ts";

describe("problems of a plan", () => {
  test("stand together when seats of one section have the same one", () => {
    const { report, result } = gatherProblems();
    for (const seat of ["a", "b", "c"]) report("seatWithoutCategory", { section: "stalls", seat });
    report("noFocalPoint");
    report("seatWithoutCategory", { section: "balcony", seat: "d" });
    report("seatWithoutNumber", { section: "stalls", seat: "a" });
    report("unreachableRow", { section: "stalls", part: "row" });
    report("unreachableRow", { section: "stalls", part: "other row" });

    const seats = groupProblems(result().problems).map((group) => group.map(({ kind, seat }) => `${kind} ${seat}`));

    expect(seats).toEqual([
      ["seatWithoutCategory a", "seatWithoutCategory b", "seatWithoutCategory c"],
      ["noFocalPoint undefined"],
      ["seatWithoutCategory d"],
      ["seatWithoutNumber a"],
      ["unreachableRow undefined"],
      ["unreachableRow undefined"],
    ]);
  });

  test("are counted by severity beyond those that are kept", () => {
    const { report, result } = gatherProblems();
    for (let seat = 0; seat < 12_000; seat++) report("seatWithoutCategory", { section: "stalls", seat: `${seat}` });
    report("seatsOverlap", { section: "stalls", seat: "1" });

    expect(result().problems).toHaveLength(10_001);
    expect(countProblems(result(), "error")).toBe(12_000);
    expect(countProblems(result(), "warning")).toBe(1);
  });
});
