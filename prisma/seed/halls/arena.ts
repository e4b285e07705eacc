import { fitPage } from "#lib/seating/fit-page";
import type { Decor, Layout, Row, Section } from "#lib/seating/layout";
import { type Bowl, bowlOutline, bowlRow, bowlSpans } from "./bowl.ts";
import { box, lineSeats, numbersFrom, rowKinds, rowLetter, seated } from "./hall-parts.ts";

const BOWL: Bowl = { width: 1300, height: 2350, corner: 520 };
const ROW_GAP = 28;
const STAIRS = 17;

const CATEGORIES = [
  { name: "Front Standing" },
  { name: "Floor" },
  { name: "Lower Bowl" },
  { name: "Lower Bowl Side" },
  { name: "Upper Bowl" },
  { name: "Upper Bowl Side" },
] as const;
const [FRONT_STANDING, FLOOR] = [0, 1] as const;

type Ring = {
  /** Number of the first section. */
  readonly first: number;
  readonly sections: number;
  readonly rows: number;
  /** Distance of its first row from the inner edge of the bowl. */
  readonly start: number;
  readonly category: number;
  /** Category of the sections beside the stage, and how many of them at each end. */
  readonly side: { readonly category: number; readonly sections: number };
  /** How many of the sections beside the stage have a view restricted by its wings. */
  readonly restrictedSections: number;
  /** The row with wheelchair places, level with the concourse. */
  readonly accessibleRow: number;
};

const LOWER: Ring = {
  first: 101,
  sections: 28,
  rows: 22,
  start: 70,
  category: 2,
  side: { category: 3, sections: 5 },
  restrictedSections: 1,
  accessibleRow: 21,
};
const UPPER: Ring = {
  first: 201,
  sections: 32,
  rows: 25,
  start: 780,
  category: 4,
  side: { category: 5, sections: 6 },
  restrictedSections: 2,
  accessibleRow: 0,
};

/**
 * An arena of about 18,000 places set for a concert: sixty sections in two rings around three sides, seats on the
 * floor, and a standing area before the stage.
 */
export function arena(): Layout {
  return fitPage(
    {
      name: "Arena",
      pitch: 20,
      // The end of the runway, so that the floor in front of it ranks above the seats beside the stage.
      focal: [0, 600],
      categories: CATEGORIES,
      sections: [standingArea(), ...floorBlocks(), ...ringSections(LOWER), ...ringSections(UPPER)],
      decor: drawings(),
    },
    80,
  );
}

function ringSections(ring: Ring): Section[] {
  const last = ring.start + (ring.rows - 1) * ROW_GAP;
  const spans = bowlSpans(BOWL, ring.sections, (ring.start + last) / 2);
  return spans.map((span, s): Section => {
    const fromEnd = Math.min(s, ring.sections - 1 - s);
    const rows = Array.from({ length: ring.rows }, (_, r): Row => {
      const seats = bowlRow(BOWL, span, { out: ring.start + r * ROW_GAP, aisle: STAIRS });
      const count = seats.x.length;
      const marks =
        fromEnd < ring.restrictedSections
          ? allRestricted(count)
          : r === ring.accessibleRow && s % 3 === 1
            ? accessiblePlaces(count)
            : {};
      return { label: String(r + 1), numbers: numbersFrom(1, count), ...seats, ...rowKinds(count, marks) };
    });
    return seated({
      name: String(ring.first + s),
      category: fromEnd < ring.side.sections ? ring.side.category : ring.category,
      outline: bowlOutline(BOWL, span, { inner: ring.start - 17, outer: last + 17, gap: 6 }),
      rows,
    });
  });
}

function allRestricted(count: number): Record<number, "r"> {
  return Object.fromEntries(Array.from({ length: count }, (_, i) => [i, "r" as const]));
}

/** Two wheelchair places with a companion each in the middle of the row. */
function accessiblePlaces(count: number): Record<number, "w" | "c"> {
  const middle = count >> 1;
  return { [middle - 2]: "c", [middle - 1]: "w", [middle]: "w", [middle + 1]: "c" };
}

const FLOOR_TOP = 960;
const BLOCK_ROWS = 18;
const BLOCK_SEATS = 16;

/** Six blocks, A to F, in two rows of three with aisles between them; F is the one at the back on the right. */
function floorBlocks(): Section[] {
  return ["A", "B", "C", "D", "E", "F"].map((letter, i) => {
    const width = (BLOCK_SEATS - 1) * 20;
    const left = ((i % 3) - 1) * (width + 62) - width / 2;
    const top = FLOOR_TOP + Math.floor(i / 3) * (BLOCK_ROWS * ROW_GAP + 70);
    const rows = Array.from({ length: BLOCK_ROWS }, (_, r): Row => {
      const wheelchairs = r === BLOCK_ROWS - 1 && i >= 3 ? accessiblePlaces(BLOCK_SEATS) : {};
      return {
        label: rowLetter(r),
        numbers: numbersFrom(1, BLOCK_SEATS),
        ...lineSeats([left, top + r * ROW_GAP], BLOCK_SEATS),
        ...rowKinds(BLOCK_SEATS, wheelchairs),
      };
    });
    const outline = box(left - 17, top - 17, left + width + 17, top + (BLOCK_ROWS - 1) * ROW_GAP + 17);
    return seated({ name: `Floor ${letter}`, category: FLOOR, outline, rows });
  });
}

/** The pit between stage and seats, around the runway. */
function standingArea(): Section {
  const outline = [-520, 340, -95, 340, -95, 650, 95, 650, 95, 340, 520, 340, 520, 890, -520, 890];
  return {
    name: "Standing",
    kind: "standing",
    category: FRONT_STANDING,
    outline,
    label: [0, 780],
    rows: [],
    capacity: 900,
  };
}

function drawings(): Decor[] {
  const stage = [-430, -60, 430, -60, 430, 290, 75, 290, 75, 620, -75, 620, -75, 290, -430, 290];
  return [
    { kind: "stage", outline: stage, text: "Stage" },
    { kind: "shape", outline: box(-600, -60, -460, 250) },
    { kind: "shape", outline: box(460, -60, 600, 250) },
    { kind: "shape", outline: box(-110, 2165, 110, 2225) },
    { kind: "text", at: [0, 2202], size: 22, text: "Sound" },
  ];
}
