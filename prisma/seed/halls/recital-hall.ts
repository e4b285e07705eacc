import { fitPage } from "#lib/seating/fit-page";
import type { Decor, Layout, Row, Section } from "#lib/seating/layout";
import { box, lineSeats, numbersFrom, rowKinds, rowLetter, seated } from "./hall-parts.ts";

const CATEGORIES = [
  { name: "Parquet" },
  { name: "Rear Parquet" },
  { name: "Side Gallery" },
  { name: "Balcony" },
] as const;
const [PARQUET, REAR_PARQUET, SIDE_GALLERY, BALCONY] = [0, 1, 2, 3] as const;

const ROW_GAP = 30;
const ROWS = 16;
const HALF_ROW = 10;
const AISLE = 44;

/** A shoebox hall of about 420 seats: gently bent rows on both sides of an aisle, galleries along the walls, a balcony at the back. */
export function recitalHall(): Layout {
  return fitPage(
    {
      name: "Recital Hall",
      pitch: 20,
      focal: [0, 60],
      categories: CATEGORIES,
      sections: [parquet(), gallery("Gallery Left", -1), gallery("Gallery Right", 1), balcony()],
      decor: drawings(),
    },
    50,
  );
}

/** One section with an aisle through its middle: left and right of it are one row, in two blocks. */
function parquet(): Section {
  const rows = Array.from({ length: ROWS }, (_, r): Row => {
    const y = 200 + r * ROW_GAP;
    const seats = bentHalves(y, HALF_ROW);
    const last = r === ROWS - 1;
    const marks = last ? ({ 8: "c", 9: "w", 10: "w", 11: "c" } as const) : {};
    return {
      label: rowLetter(r),
      numbers: numbersFrom(1, 2 * HALF_ROW),
      ...seats,
      ...(r >= 10 ? { categories: seats.x.map(() => REAR_PARQUET) } : {}),
      ...rowKinds(2 * HALF_ROW, marks),
    };
  });
  const half = AISLE / 2 + (HALF_ROW - 1) * 20 + 16;
  const bottom = 200 + (ROWS - 1) * ROW_GAP;
  const outline = [-half, 168, 0, 184, half, 168, half, bottom + 4, 0, bottom + 18, -half, bottom + 4];
  return seated({ name: "Parquet", category: PARQUET, outline, rows, label: [0, 200 + (ROWS / 2) * ROW_GAP] });
}

/** Two halves beside an aisle; the outer ends come forward, so that all seats turn a little towards the stage. */
function bentHalves(y: number, half: number): { x: number[]; y: number[] } {
  const offsets = Array.from({ length: half }, (_, i) => AISLE / 2 + i * 20);
  const x = [...offsets.map((offset) => -offset).reverse(), ...offsets];
  return { x, y: x.map((value) => y - (value / 210) ** 2 * 14) };
}

/** A single row along the wall, turned to the hall; the seats nearest to the stage look at it from the side. */
function gallery(name: string, side: -1 | 1): Section {
  const count = 14;
  const along = Array.from({ length: count }, (_, i) => 215 + i * 28);
  // For people on the right wall who face the middle, the stage is to the left.
  const y = side === 1 ? along : [...along].reverse();
  const marks = side === 1 ? ({ 0: "r", 1: "r" } as const) : ({ [count - 1]: "r", [count - 2]: "r" } as const);
  const row: Row = {
    label: "A",
    numbers: numbersFrom(1, count),
    x: y.map(() => side * 268),
    y,
    ...rowKinds(count, marks),
  };
  const outline = box(Math.min(side * 250, side * 286), 195, Math.max(side * 250, side * 286), 599);
  return seated({ name, category: SIDE_GALLERY, outline, rows: [row] });
}

function balcony(): Section {
  const rows = Array.from({ length: 4 }, (_, r): Row => {
    const count = 20 + (r % 2);
    const left = (-(count - 1) * 20) / 2;
    return { label: rowLetter(r), numbers: numbersFrom(1, count), ...lineSeats([left, 740 + r * ROW_GAP], count, 16) };
  });
  const outline = [-218, 706, 0, 722, 218, 706, 218, 834, 0, 848, -218, 834];
  return seated({ name: "Balcony", category: BALCONY, outline, rows, label: [0, 780] });
}

function drawings(): Decor[] {
  return [
    { kind: "stage", outline: [-190, 0, 190, 0, 235, 105, 0, 130, -235, 105], text: "Stage" },
    { kind: "shape", outline: box(-300, 140, -294, 860) },
    { kind: "shape", outline: box(294, 140, 300, 860) },
  ];
}
