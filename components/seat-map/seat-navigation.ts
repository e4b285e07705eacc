import { readState } from "#lib/seating/seat-state";
import { type MapModel, type MapRow, NO_ROW, NOT_SOLD, rowOf, sectionOf } from "./map-geometry.ts";

/** Where the keyboard can take the reader from a seat. */
export type Step =
  | "left"
  | "right"
  | "up"
  | "down"
  | "row-start"
  | "row-end"
  | "section-start"
  | "section-end"
  | "page-up"
  | "page-down";

const ROWS_A_PAGE = 5;

/**
 * The seat that a step leads to; the same seat when there is nothing that way. Left and right follow the row as it lies on
 * the screen, up and down the rows of the section; where row or section ends, the nearest seat of a neighbouring section
 * that way is taken, so that the arrows reach the whole house.
 */
export function stepFrom(model: MapModel, id: number, step: Step): number {
  const row = rowOf(model, id);
  if (!row) return beyond(model, id, step) ?? id;
  switch (step) {
    case "left":
    case "right":
      return alongRow(model, row, id, step) ?? beyond(model, id, step) ?? id;
    case "up":
    case "down":
      return acrossRows(model, row, id, step, 1) ?? beyond(model, id, step) ?? id;
    case "page-up":
    case "page-down":
      return acrossRows(model, row, id, step === "page-up" ? "up" : "down", ROWS_A_PAGE) ?? id;
    case "row-start":
      return isReversed(model, row) ? row.firstId + row.count - 1 : row.firstId;
    case "row-end":
      return isReversed(model, row) ? row.firstId : row.firstId + row.count - 1;
    case "section-start":
      return sectionOf(model, id).firstId;
    case "section-end":
      return sectionOf(model, id).firstId + sectionOf(model, id).capacity - 1;
  }
}

/**
 * The next (`direction` 1) or previous (-1) free group of `size` neighbours of one row after the seat, in the order of the
 * hall and round its end. Neighbours sit at most one and a half seat distances apart: an aisle parts a group. Empty when
 * the hall has none.
 */
export function freeGroupFrom(
  model: MapModel,
  states: Uint8Array,
  from: number,
  size: number,
  direction: 1 | -1,
  isWanted: (id: number) => boolean,
): number[] {
  for (let step = 1; step <= model.seatCount; step++) {
    const start = ((((from - 1 + direction * step) % model.seatCount) + model.seatCount) % model.seatCount) + 1;
    const group = groupAt(model, states, start, size, isWanted);
    if (group) return group;
  }
  return [];
}

function groupAt(
  model: MapModel,
  states: Uint8Array,
  start: number,
  size: number,
  isWanted: (id: number) => boolean,
): number[] | undefined {
  const row = model.row[start];
  const group: number[] = [];
  for (let id = start; id < start + size; id++) {
    if (row === NO_ROW || model.row[id] !== row || model.level[id] === NOT_SOLD) return undefined;
    if (readState(states, id) !== 0 || !isWanted(id)) return undefined;
    if (id > start && distance(model, id, id - 1) > model.layout.pitch * 1.5) return undefined;
    group.push(id);
  }
  return group;
}

/** Seats of a row stand from left to right as people sit, which on the far side of a round hall is right to left on the screen. */
function isReversed(model: MapModel, row: MapRow): boolean {
  const dx = (model.x[row.firstId + row.count - 1] ?? 0) - (model.x[row.firstId] ?? 0);
  return dx < -model.layout.pitch / 2;
}

function alongRow(model: MapModel, row: MapRow, id: number, step: "left" | "right"): number | undefined {
  const next = id + ((step === "right") !== isReversed(model, row) ? 1 : -1);
  return next >= row.firstId && next < row.firstId + row.count ? next : undefined;
}

/** The seat nearest to this one in the row `count` rows up or down the screen, or in the last row that way. */
function acrossRows(model: MapModel, row: MapRow, id: number, step: "up" | "down", count: number): number | undefined {
  const section = sectionOf(model, id);
  const first = model.rows[section.firstRow];
  const last = model.rows[section.firstRow + section.rowCount - 1];
  if (!first || !last || first === last) return undefined;
  // Where the rows run up and down the screen, as at the sides of an arena, "down" leads away from the front.
  const rise = centre(model, last)[1] - centre(model, first)[1];
  const sign = (step === "down" ? 1 : -1) * (rise < -model.layout.pitch / 2 ? -1 : 1);
  const target = Math.min(last.index, Math.max(first.index, row.index + sign * count));
  const to = model.rows[target];
  if (!to || to === row) return undefined;
  let best = to.firstId;
  for (let seat = to.firstId; seat < to.firstId + to.count; seat++)
    if (distance(model, seat, id) < distance(model, best, id)) best = seat;
  return best;
}

/** The nearest seat of another section in that direction; what lies askew counts as farther. */
function beyond(model: MapModel, id: number, step: Step): number | undefined {
  const axis = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] }[step as "left" | "right" | "up" | "down"];
  if (!axis) return undefined;
  const [ax = 0, ay = 0] = axis;
  let best: number | undefined;
  let bestCost = Infinity;
  for (let other = 1; other <= model.seatCount; other++) {
    if (model.section[other] === model.section[id]) continue;
    const dx = (model.x[other] ?? 0) - (model.x[id] ?? 0);
    const dy = (model.y[other] ?? 0) - (model.y[id] ?? 0);
    const ahead = dx * ax + dy * ay;
    const aside = Math.abs(dx * ay) + Math.abs(dy * ax);
    if (ahead <= model.layout.pitch / 4 || aside > ahead * 2) continue;
    const cost = ahead + aside * 2;
    if (cost < bestCost) {
      best = other;
      bestCost = cost;
    }
  }
  return best;
}

function centre(model: MapModel, row: MapRow): readonly [number, number] {
  const last = row.firstId + row.count - 1;
  return [
    ((model.x[row.firstId] ?? 0) + (model.x[last] ?? 0)) / 2,
    ((model.y[row.firstId] ?? 0) + (model.y[last] ?? 0)) / 2,
  ];
}

function distance(model: MapModel, a: number, b: number): number {
  return Math.hypot((model.x[a] ?? 0) - (model.x[b] ?? 0), (model.y[a] ?? 0) - (model.y[b] ?? 0));
}
