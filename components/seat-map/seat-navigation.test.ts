import { describe, expect, test } from "vitest";
import { writeState } from "#lib/seating/seat-state";
import { buildMapModel, NO_ROW } from "./map-geometry.ts";
import { emptyBoard } from "./seat-board.ts";
import { freeGroupFrom, type Step, stepFrom } from "./seat-navigation.ts";
import { SMALL_HALL_LEVELS, smallHall } from "./testing/small-hall.ts";

const model = buildMapModel(smallHall(), { levels: SMALL_HALL_LEVELS });
const walk = (from: number, ...steps: Step[]) => steps.reduce((id, step) => stepFrom(model, id, step), from);

describe("arrows", () => {
  test("left and right walk along the row, across the aisle too", () => {
    expect(walk(1, "right", "right")).toBe(3);
    expect(walk(5, "right")).toBe(6);
    expect(walk(6, "left")).toBe(5);
  });

  test("up and down go to the seat right before or behind", () => {
    expect(walk(13, "down")).toBe(23);
    expect(walk(13, "up")).toBe(3);
  });

  test("behind the last row of a section the next section begins", () => {
    expect(model.section[walk(45, "down")]).toBe(1);
    expect(model.section[walk(53, "up")]).toBe(0);
  });

  test("a step to the right and one to the left lead back, inside a row", () => {
    for (const row of model.rows) {
      for (let id = row.firstId; id < row.firstId + row.count - 1; id++) {
        const step = walk(id, "right") === id + 1 ? (["right", "left"] as const) : (["left", "right"] as const);
        expect(walk(id, ...step)).toBe(id);
      }
    }
  });

  test("on the far side of a round hall right on the screen is right on the keyboard", () => {
    const layout = smallHall();
    const mirrored = {
      ...layout,
      sections: layout.sections.map((section) => ({
        ...section,
        rows: section.rows.map((row) => ({ ...row, x: row.x.map((x) => 400 - x) })),
      })),
    };
    expect(stepFrom(buildMapModel(mirrored, { levels: SMALL_HALL_LEVELS }), 3, "right")).toBe(2);
  });

  test("every seat can be reached by arrows from every section", () => {
    const seen = new Set([1]);
    const queue = [1];
    for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
      for (const step of ["left", "right", "up", "down"] as const) {
        const next = stepFrom(model, id, step);
        if (!seen.has(next)) queue.push(next);
        seen.add(next);
      }
    }
    for (let id = 1; id <= model.seatCount; id++) if (model.row[id] !== NO_ROW) expect(seen.has(id)).toBe(true);
  });

  test("at the edge of the hall a step stays where it is", () => {
    expect(walk(1, "up")).toBe(1);
    expect(walk(1, "left")).toBe(1);
  });
});

test("Home and End go to the ends of the row, with Control to those of the section, Page keys five rows on", () => {
  expect(walk(24, "row-start")).toBe(21);
  expect(walk(24, "row-end")).toBe(30);
  expect(walk(24, "section-start")).toBe(1);
  expect(walk(24, "section-end")).toBe(50);
  expect(walk(4, "page-down")).toBe(44);
  expect(walk(44, "page-up")).toBe(4);
});

describe("free groups", () => {
  const free = emptyBoard(model.seatCount).states;
  const all = () => true;

  test("the next group is the next run of neighbours, never across an aisle", () => {
    expect(freeGroupFrom(model, free, 1, 2, 1, all)).toEqual([2, 3]);
    expect(freeGroupFrom(model, free, 4, 3, 1, all)).toEqual([6, 7, 8]);
    expect(freeGroupFrom(model, free, 1, 6, 1, all)).toEqual([51, 52, 53, 54, 55, 56]);
  });

  test("taken seats are passed over, both ways and round the end of the hall", () => {
    const states = free.slice();
    for (const id of [2, 3, 4]) writeState(states, id, 2);
    expect(freeGroupFrom(model, states, 1, 2, 1, all)).toEqual([6, 7]);
    expect(freeGroupFrom(model, states, 6, 1, -1, all)).toEqual([5]);
    expect(freeGroupFrom(model, states, 74, 2, 1, all)).toEqual([6, 7]);
  });

  test("with no such group there is none, instead of an endless search", () => {
    expect(freeGroupFrom(model, free, 1, 9, 1, all)).toEqual([]);
    expect(freeGroupFrom(model, free, 1, 1, 1, () => false)).toEqual([]);
  });
});
