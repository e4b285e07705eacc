import { fitPage } from "#lib/seating/fit-page";
import type { Decor, Layout, Point, Row, Section } from "#lib/seating/layout";
import { box, lineSeats, numbersFrom, rowKinds, seated, tableRow } from "./hall-parts.ts";

const CATEGORIES = [{ name: "Tables" }, { name: "Booths" }, { name: "Bar Stools" }, { name: "Standing" }] as const;
const [TABLES, BOOTHS, BAR_STOOLS, STANDING] = [0, 1, 2, 3] as const;

/** A jazz club: round tables before a small stage, booths along the left wall, stools at the bar on the right, and room to stand. */
export function club(): Layout {
  return fitPage(
    {
      name: "Club",
      pitch: 20,
      focal: [0, 70],
      categories: CATEGORIES,
      sections: [tables(), booths(), barStools(), rail(), standing()],
      decor: drawings(),
    },
    50,
  );
}

type Table = { readonly at: Point; readonly seats: number };

/** Four curved rows of tables: two seats at the front ones, four behind. */
const TABLE_LIST: readonly Table[] = [
  ...[-165, -55, 55, 165].map((x): Table => ({ at: [x, 245 - Math.abs(x) * 0.18], seats: 2 })),
  ...[-220, -110, 0, 110, 220].map((x): Table => ({ at: [x, 345 - Math.abs(x) * 0.18], seats: 4 })),
  ...[-275, -165, -55, 55, 165, 275].map((x): Table => ({ at: [x, 445 - Math.abs(x) * 0.18], seats: 4 })),
  ...[-220, -110, 0, 110, 220].map((x): Table => ({ at: [x, 545 - Math.abs(x) * 0.18], seats: 4 })),
];

function tables(): Section {
  const rows = TABLE_LIST.map((table, i): Row => {
    const row = tableRow(`Table ${i + 1}`, table.at, table.seats, 28);
    // The two outer tables at the back have level access: one place without a chair, one beside it.
    const accessible = i === TABLE_LIST.length - 5 || i === TABLE_LIST.length - 1;
    return { ...row, ...rowKinds(table.seats, accessible ? { 0: "w", 1: "c" } : {}) };
  });
  const outline = [-215, 175, 215, 175, 330, 350, 330, 480, 275, 600, -275, 600, -330, 480, -330, 350];
  const section = seated({ name: "Tables", category: TABLES, outline, rows, label: [0, 395] });
  return { ...section, kind: "tables" };
}

const BOOTH_TOPS = [150, 250, 350, 450, 550] as const;

/** Half-round benches for six, open towards the room. */
function booths(): Section {
  const rows = BOOTH_TOPS.map((top, i): Row => {
    const angles = Array.from({ length: 6 }, (_, k) => Math.PI / 2 + (Math.PI * (k + 0.5)) / 6);
    return {
      label: `Booth ${i + 1}`,
      numbers: numbersFrom(1, 6),
      x: angles.map((t) => -420 + 38 * Math.cos(t)),
      y: angles.map((t) => top - 38 * Math.sin(t)),
    };
  });
  const section = seated({ name: "Booths", category: BOOTHS, outline: box(-478, 96, -388, 604), rows });
  return { ...section, kind: "tables" };
}

/** Stools along the bar; the ones at the far end look past a pillar. */
function barStools(): Section {
  const y = Array.from({ length: 18 }, (_, i) => 140 + i * 26);
  const row: Row = {
    label: "Bar",
    numbers: numbersFrom(1, y.length),
    x: y.map(() => 412),
    y,
    ...rowKinds(y.length, { 16: "r", 17: "r" }),
  };
  return seated({ name: "Bar", category: BAR_STOOLS, outline: box(392, 116, 432, 606), rows: [row] });
}

/** High chairs at the rail behind the tables. */
function rail(): Section {
  const left: Row = { label: "Rail", numbers: numbersFrom(1, 20), ...lineSeats([-190, 645], 20) };
  return seated({ name: "Rail", category: BAR_STOOLS, outline: box(-212, 627, 212, 665), rows: [left] });
}

function standing(): Section {
  const outline = [-478, 690, 478, 690, 478, 850, -478, 850];
  return { name: "Standing", kind: "standing", category: STANDING, outline, label: [0, 775], rows: [], capacity: 160 };
}

function drawings(): Decor[] {
  const front = Array.from({ length: 13 }, (_, i): Point => {
    const t = (Math.PI * i) / 12;
    return [170 * Math.cos(t), 80 + 55 * Math.sin(t)];
  });
  return [
    { kind: "stage", outline: [-170, 0, 170, 0, ...front.flat()], text: "Stage" },
    { kind: "shape", outline: box(446, 116, 478, 606) },
    { kind: "text", at: [462, 80], size: 18, text: "Bar" },
    ...TABLE_LIST.map((table, i): Decor => ({ kind: "table", at: table.at, radius: 15, text: String(i + 1) })),
    ...BOOTH_TOPS.map((top): Decor => ({ kind: "table", at: [-416, top], radius: 18, text: "" })),
  ];
}
