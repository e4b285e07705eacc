import type { Layout, Section } from "#lib/seating/layout";

/**
 * A hall small enough to reason about: stalls of five rows (A to E) of ten seats with an aisle after the fifth, a balcony
 * of two curved rows (F, G) of eight with a wheelchair place, its companion and a restricted view, two tables of four, and
 * thirty standing places. Ids: stalls 1–50, balcony 51–66, tables 67–74, standing 75–104.
 */
export function smallHall(): Layout {
  return {
    name: "Small hall",
    width: 400,
    height: 500,
    pitch: 20,
    focal: [200, 0],
    categories: [
      { name: "Stalls" },
      { name: "Balcony" },
      { name: "Tables" },
      { name: "Standing" },
      { name: "Never sold" },
    ],
    sections: [stalls(), balcony(), tables(), standing()],
    decor: [{ kind: "stage", outline: [100, 0, 300, 0, 300, 40, 100, 40], text: "Stage" }],
  };
}

/** Price levels for it: the tables and the standing places share the cheapest. */
export const SMALL_HALL_LEVELS = [
  { id: 1, name: "Stalls", priceMinor: 9_000, feeMinor: 500, layoutCategories: [0] },
  { id: 2, name: "Balcony", priceMinor: 6_000, feeMinor: 400, layoutCategories: [1] },
  { id: 3, name: "Floor", priceMinor: 3_050, feeMinor: 250, layoutCategories: [2, 3] },
];

function stalls(): Section {
  const numbers = Array.from({ length: 10 }, (_, i) => String(i + 1));
  return {
    name: "Stalls",
    kind: "seated",
    category: 0,
    outline: box(60, 60, 340, 190),
    label: [200, 125],
    capacity: 50,
    rows: ["A", "B", "C", "D", "E"].map((label, row) => ({
      label,
      numbers,
      x: numbers.map((_, i) => 80 + i * 20 + (i >= 5 ? 40 : 0)),
      y: numbers.map(() => 80 + row * 24),
    })),
  };
}

function balcony(): Section {
  const numbers = Array.from({ length: 8 }, (_, i) => String(i + 11));
  return {
    name: "Balcón Left",
    kind: "seated",
    category: 1,
    outline: box(60, 220, 340, 310),
    label: [200, 265],
    capacity: 16,
    rows: ["F", "G"].map((label, row) => ({
      label,
      numbers,
      x: numbers.map((_, i) => 120 + i * 20),
      y: numbers.map((_, i) => 240 + row * 28 + Math.abs(i - 3.5) * 2),
      ...(row === 1 ? { kinds: "wc.....r" } : {}),
    })),
  };
}

function tables(): Section {
  return {
    name: "Tables",
    kind: "tables",
    category: 2,
    outline: box(60, 330, 340, 400),
    label: [200, 365],
    capacity: 8,
    rows: [120, 240].map((at, table) => ({
      label: `Table ${table + 1}`,
      numbers: ["1", "2", "3", "4"],
      x: [at - 20, at, at + 20, at],
      y: [365, 345, 365, 385],
    })),
  };
}

function standing(): Section {
  return {
    name: "Floor",
    kind: "standing",
    category: 3,
    outline: box(60, 420, 340, 480),
    label: [200, 450],
    capacity: 30,
    rows: [],
  };
}

function box(left: number, top: number, right: number, bottom: number): number[] {
  return [left, top, right, top, right, bottom, left, bottom];
}
