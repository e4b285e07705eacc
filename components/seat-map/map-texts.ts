import { type Box, type MapModel, type MapSection, seatNumber } from "./map-geometry.ts";
import type { SeatIndex } from "./seat-index.ts";
import { levelSlot } from "./seat-marks.ts";

/** A text of the map: its middle in layout units and its class. */
export type MapText = { readonly x: number; readonly y: number; readonly text: string; readonly name: string };

/** The letter of each row at both of its ends, one seat distance outside, for rows that show in the view. */
export function rowLabels(model: MapModel, view: Box): MapText[] {
  const texts: MapText[] = [];
  for (const section of model.sections) {
    if (section.kind !== "seated" || !overlaps(section.box, view, model.layout.pitch * 2)) continue;
    for (const row of model.rows.slice(section.firstRow, section.firstRow + section.rowCount)) {
      const last = row.firstId + row.count - 1;
      texts.push(...[rowEnd(model, row.firstId, row.count > 1 ? row.firstId + 1 : last, row.label)]);
      if (row.count > 3) texts.push(rowEnd(model, last, last - 1, row.label));
    }
  }
  return texts.filter((text) => isIn(text, view, model.layout.pitch));
}

/** The number of every seat in the view that wants one and shows no sign of its own in the same place. */
export function seatNumbers(
  model: MapModel,
  index: SeatIndex,
  view: Box,
  wantsNumber: (id: number) => boolean,
): MapText[] {
  return index
    .seatsIn(grown(view, model.seatSize))
    .filter((id) => model.kind[id] !== 1 && model.kind[id] !== 2 && wantsNumber(id))
    .map((id) => ({
      x: round(model.x[id] ?? 0),
      y: round(model.y[id] ?? 0),
      text: onSeat(seatNumber(model, id)),
      name: `seat-number slot-${levelSlot(model.level[id] ?? 0)}`,
    }));
}

const ON_SEAT_MAX = 4;

/** What of a seat's label fits on its dot: "1" of "Chair 1". Everywhere else the label stands whole. */
function onSeat(label: string): string {
  return label.length <= ON_SEAT_MAX ? label : (label.split(/\s+/).at(-1) ?? label).slice(-ON_SEAT_MAX);
}

export type SectionText = { readonly section: MapSection; readonly lines: number };

/**
 * How many lines fit on each section at a zoom: none, its name, its price too, and what is left. A line is 15 px high; widths
 * are those of the text face at 13 px. The label's point need not be the middle of the shape, so room counts from there. A
 * text that would lie on an earlier section's gets shorter, or waits for a closer view.
 */
export function sectionTexts(model: MapModel, k: number): SectionText[] {
  const placed: Box[] = [];
  return model.sections.map((section) => {
    for (let lines = linesWithin(section, k); lines > 0; lines--) {
      const box = textBox(section, lines, k);
      if (placed.some((other) => overlaps(box, other, 0))) continue;
      placed.push(box);
      return { section, lines };
    }
    return { section, lines: 0 };
  });
}

function linesWithin(section: MapSection, k: number): number {
  const { left, right, top, bottom } = section.box;
  const width = (right - left) * k;
  const height = 2 * Math.min(section.label[1] - top, bottom - section.label[1]) * k;
  if (width < nameWidth(section) || height < 14) return 0;
  return width < PRICE_WIDTH ? 1 : Math.min(3, Math.max(1, Math.floor((height - 2) / LINE)));
}

const LINE = 15;
const PRICE_WIDTH = 84;

function nameWidth(section: MapSection): number {
  return section.name.length * 6.6 + 2;
}

/** Where a section's text lies, in pixels of the view. */
function textBox(section: MapSection, lines: number, k: number): Box {
  const [x, y] = [section.label[0] * k, section.label[1] * k];
  const half = (lines > 1 ? Math.max(nameWidth(section), PRICE_WIDTH) : nameWidth(section)) / 2;
  return { left: x - half, right: x + half, top: y - (LINE * lines) / 2, bottom: y + (LINE * lines) / 2 };
}

function rowEnd(model: MapModel, end: number, inner: number, text: string): MapText {
  const [x, y] = [model.x[end] ?? 0, model.y[end] ?? 0];
  const [dx, dy] = end === inner ? [-1, 0] : [x - (model.x[inner] ?? 0), y - (model.y[inner] ?? 0)];
  const length = Math.hypot(dx, dy) || 1;
  // A long label runs along a level row, towards its seats: half of what it has more than two letters is added.
  const extra = Math.max(0, text.length - 2) * model.layout.pitch * HALF_LETTER * (Math.abs(dx) / length);
  const distance = model.layout.pitch * 0.95 + extra;
  return { x: round(x + (dx / length) * distance), y: round(y + (dy / length) * distance), text, name: "row-label" };
}

/** Half the width of a letter of a row's label, in seat distances. */
const HALF_LETTER = 0.13;

function overlaps(a: Box, b: Box, by: number): boolean {
  return a.left <= b.right + by && a.right >= b.left - by && a.top <= b.bottom + by && a.bottom >= b.top - by;
}

function grown(box: Box, by: number): Box {
  return { left: box.left - by, top: box.top - by, right: box.right + by, bottom: box.bottom + by };
}

function isIn({ x, y }: MapText, view: Box, by: number): boolean {
  return x >= view.left - by && x <= view.right + by && y >= view.top - by && y <= view.bottom + by;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
