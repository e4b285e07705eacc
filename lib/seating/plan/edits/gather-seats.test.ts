import { expect, test } from "vitest";
import { detectSeats } from "../../detect/detect-seats.ts";
import { hallPlan } from "../contract.ts";
import { seatsOfPlan } from "../drawn-seats.ts";
import { SEAT_PRESETS } from "../numbering-presets.ts";
import type { HallPlan } from "../plan.ts";
import { aBlock, aPlan, aSection, countingIds, frozen } from "../testing/any-plan.ts";
import { addFoundSeats } from "./add-found-seats.ts";
import { setBackground } from "./background.ts";
import { gatherRows, gatherSeats } from "./gather-seats.ts";
import { changeSeats } from "./seats.ts";

/** Seven curved rows of 16 with an aisle after the sixth seat and a hole in the third row, in a scrambled order of single seats. */
function scattered(change: { curve?: number; rotation?: number } = {}): { plan: HallPlan; truth: HallPlan } {
  const block = aBlock({ rowCount: 7, seatCount: 16, aisles: [{ after: 5, width: 60 }], curve: 1.2, ...change });
  const whole = aPlan([aSection({ parts: [block] })], { focal: null });
  const holes = ["b1:2:9", "b1:2:10", "b1:2:11"];
  const truth = changeSeats(whole, holes, { removed: true });
  const seats = [...seatsOfPlan(truth)].sort((a, b) => Math.sin(a.x * 7 + a.y) - Math.sin(b.x * 7 + b.y));
  const parts = seats.map(({ x, y }, i) => ({
    ...{ kind: "row" as const, id: `r${i}`, label: "", firstSeat: 0, numbers: ["1"], x: [x], y: [y], exceptions: {} },
  }));
  return { plan: frozen(aPlan([aSection({ parts })], { focal: null })), truth };
}

const keysOf = (plan: HallPlan) => new Set(seatsOfPlan(plan).map(({ key }) => key));
const terms = (plan: HallPlan) => ({
  ...{ keys: keysOf(plan), name: "Stalls left", rowNames: ["AA", "A", "B", "C", "D", "E", "F"], floor: "f1" },
  ...{ seatScheme: { ...SEAT_PRESETS.oddOnly, start: 21 }, newId: countingIds() },
});

test("seats become the rows they stand in: curved, over aisles and over missing seats, from the front and from the left", () => {
  const { plan, truth } = scattered();
  const rows = gatherRows(plan, keysOf(plan));
  const expected = seatsOfPlan(truth);
  expect(rows.map(({ x }) => x.length)).toEqual([16, 16, 13, 16, 16, 16, 16]);
  expect(rows.flatMap(({ x }) => x)).toEqual(expected.map(({ x }) => x));
});

test("rows that look to the right of the page are counted as people sit", () => {
  const { plan, truth } = scattered({ rotation: 90, curve: 0 });
  const [first] = gatherRows({ ...plan, focal: [600, 0] }, keysOf(plan));
  const block = seatsOfPlan(truth).filter(({ row }) => row === "A");
  expect(first?.y).toEqual(block.map(({ y }) => y));
});

test("gathered seats are one section with names and numbers; what they were in vanishes", () => {
  const { plan } = scattered();
  const gathered = gatherSeats(plan, terms(plan));
  expect(hallPlan.safeParse(gathered).success).toBe(true);
  expect(gathered.sections.map(({ name, parts }) => [name, parts.length])).toEqual([["Stalls left", 7]]);
  const [row] = gathered.sections[0]?.parts ?? [];
  expect(row).toMatchObject({ kind: "row", label: "AA" });
  expect(
    seatsOfPlan(gathered)
      .slice(0, 3)
      .map(({ number }) => number),
  ).toEqual(["21", "23", "25"]);
  expect(seatsOfPlan(gathered)).toHaveLength(seatsOfPlan(plan).length);
});

test("a section of that name takes them in, the others keep their seats, and what is said of a seat goes with it", () => {
  const block = aBlock({ rowCount: 2, seatCount: 5 });
  const free = { ...block, id: "b2", at: [0, 300] } as const;
  const two = aPlan([aSection({ parts: [block] }), aSection({ id: "s2", name: "Back", parts: [free] })]);
  const plan = changeSeats(two, ["b2:0:1"], { kind: "WHEELCHAIR", number: "7", nudge: [1, 0] });
  const chosen = new Set(
    seatsOfPlan(plan)
      .filter(({ key }) => /^b2:0/.test(key))
      .map(({ key }) => key),
  );
  const gathered = gatherSeats(plan, { ...terms(plan), keys: chosen, name: "Stalls" });
  expect(gathered.sections.map(({ name }) => name)).toEqual(["Stalls", "Back"]);
  expect(seatsOfPlan(gathered)).toHaveLength(20);
  const moved = seatsOfPlan(gathered).filter(({ section, row }) => section === "s1" && row === "AA");
  expect(moved.map(({ kind, number }) => `${kind} ${number}`)).toContain("WHEELCHAIR 23");
  expect(seatsOfPlan(gathered).filter(({ section }) => section === "s2")).toHaveLength(5);
  expect(gatherSeats(plan, { ...terms(plan), keys: new Set(["nowhere:1"]) })).toBe(plan);
});

test("seats found in a picture stand where they are in it, at the plan's usual distance", () => {
  const [width, height] = [200, 80];
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) if (x % 20 < 10 && y % 40 < 10) data.set([60, 80, 200, 255], 4 * (y * width + x));
  const found = detectSeats({ width, height, data });
  const traced = setBackground(aPlan(), { picture: { id: "p1", width, height }, floor: "f1" });
  const added = addFoundSeats(traced, found, { newId: countingIds(), nextName: () => "Part", floor: "f1" });
  expect(hallPlan.safeParse(added).success).toBe(true);
  expect(seatsOfPlan(added)).toHaveLength(20);
  const [first, second] = seatsOfPlan(added);
  expect((second?.x ?? 0) - (first?.x ?? 0)).toBe(20);
  expect(added.background?.scale).toBe(1);
  const calibrated = { ...traced, background: traced.background && { ...traced.background, unitsPerMetre: 40 } };
  expect(
    addFoundSeats(calibrated, found, { newId: countingIds(), nextName: () => "Part", floor: "f1" }).background?.scale,
  ).toBe(8);
  expect(addFoundSeats(aPlan(), found, { newId: countingIds(), nextName: () => "Part", floor: "f1" }).sections).toEqual(
    [],
  );
});
