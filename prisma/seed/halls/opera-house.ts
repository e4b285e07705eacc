import { fitPage } from "#lib/seating/fit-page";
import type { Decor, Layout, Point, Row, Section } from "#lib/seating/layout";
import { arcOutline, arcSeats, numbersFrom, polar, rowKinds, rowLetter, seated } from "./hall-parts.ts";

const CENTRE: Point = [0, 0];
const ROW_GAP = 30;
const PAD = 16;

const CATEGORIES = [
  { name: "Front Stalls" },
  { name: "Stalls" },
  { name: "Boxes" },
  { name: "Dress Circle" },
  { name: "Upper Balcony" },
] as const;
const [FRONT_STALLS, STALLS, BOXES, DRESS_CIRCLE, UPPER_BALCONY] = [0, 1, 2, 3, 4] as const;

/** A level of the house: wedges of curved rows with aisles between them, numbered through from left to right. */
type Tier = {
  readonly name: string;
  readonly category: number;
  readonly firstRadius: number;
  readonly rows: number;
  readonly wedges: readonly {
    readonly name: string;
    readonly from: number;
    readonly to: number;
    readonly align: "left" | "centre" | "right";
  }[];
  /** Rows from the front that sell at a category of their own. */
  readonly front?: { readonly rows: number; readonly category: number };
  /** Seats at the outer ends of the rows that see only part of the stage. */
  readonly restrictedEnds: number;
};

const TIERS: readonly Tier[] = [
  {
    name: "Stalls",
    category: STALLS,
    firstRadius: 470,
    rows: 22,
    wedges: threeWedges(12.5, 31, 3),
    front: { rows: 7, category: FRONT_STALLS },
    restrictedEnds: 0,
  },
  {
    name: "Dress Circle",
    category: DRESS_CIRCLE,
    firstRadius: 1200,
    rows: 5,
    wedges: threeWedges(14, 42, 1.7),
    restrictedEnds: 3,
  },
  {
    name: "Upper Balcony",
    category: UPPER_BALCONY,
    firstRadius: 1440,
    rows: 6,
    wedges: threeWedges(13, 38, 1.5),
    restrictedEnds: 4,
  },
];

function threeWedges(centre: number, outer: number, aisle: number): Tier["wedges"] {
  return [
    { name: "Left", from: -outer, to: -centre - aisle, align: "right" },
    { name: "Centre", from: -centre, to: centre, align: "centre" },
    { name: "Right", from: centre + aisle, to: outer, align: "left" },
  ];
}

/**
 * An opera house of about 1,900 seats: fan-shaped stalls between two rows of boxes, and two balconies that curve around
 * them. Wheelchair places with companions beside them stand in the last row of every level, so at every price.
 */
export function operaHouse(): Layout {
  const levels = TIERS.flatMap(tierSections);
  const boxes = [boxSection("Boxes Left", -1), boxSection("Boxes Right", 1)];
  return fitPage(
    {
      name: "Opera House",
      pitch: 20,
      focal: [0, 300],
      categories: CATEGORIES,
      sections: [...levels.slice(0, 3), ...boxes, ...levels.slice(3)],
      decor: drawings(),
    },
    70,
  );
}

function tierSections(tier: Tier): Section[] {
  const counts = tier.wedges.map((wedge) => rowSeats(tier, wedge).map((seats) => seats.x.length));
  return tier.wedges.map((wedge, w) => {
    const rows = rowSeats(tier, wedge).map((seats, r): Row => {
      const before = counts.slice(0, w).reduce((sum, count) => sum + (count[r] ?? 0), 0);
      const count = seats.x.length;
      const isFront = tier.front !== undefined && r < tier.front.rows;
      return {
        label: rowLetter(r),
        numbers: numbersFrom(before + 1, count),
        x: seats.x,
        y: seats.y,
        ...(isFront ? { categories: seats.x.map(() => tier.front?.category ?? tier.category) } : {}),
        ...rowKinds(count, marksOf(tier, { wedge: w, row: r, count })),
      };
    });
    const radii = [tier.firstRadius, tier.firstRadius + (tier.rows - 1) * ROW_GAP] as const;
    const outline = arcOutline({ centre: CENTRE, from: wedge.from, to: wedge.to }, radii, PAD);
    const label = polar(CENTRE, (radii[0] + radii[1]) / 2, (wedge.from + wedge.to) / 2);
    return seated({ name: `${tier.name} ${wedge.name}`, category: tier.category, outline, rows, label });
  });
}

function rowSeats(tier: Tier, wedge: Tier["wedges"][number]) {
  return Array.from({ length: tier.rows }, (_, r) =>
    arcSeats({ centre: CENTRE, radius: tier.firstRadius + r * ROW_GAP, from: wedge.from, to: wedge.to }, wedge.align),
  );
}

/** Wheelchair places by the aisles of the last row, each with a companion; restricted views at the outer ends. */
function marksOf(
  tier: Tier,
  { wedge, row, count }: { wedge: number; row: number; count: number },
): Record<number, "w" | "c" | "r"> {
  const marks: Record<number, "w" | "c" | "r"> = {};
  for (let i = 0; i < tier.restrictedEnds; i++) {
    if (wedge === 0) marks[i] = "r";
    if (wedge === 2) marks[count - 1 - i] = "r";
  }
  const accessibleRow = tier.front !== undefined && row === tier.front.rows - 1 && wedge !== 1;
  if (row !== tier.rows - 1 && !accessibleRow) return marks;
  if (wedge === 0) Object.assign(marks, { [count - 1]: "w", [count - 2]: "c" });
  if (wedge === 1) Object.assign(marks, { 0: "w", 1: "c", [count - 1]: "w", [count - 2]: "c" });
  if (wedge === 2) Object.assign(marks, { 0: "w", 1: "c" });
  return marks;
}

const BOXES_A_SIDE = 12;
const BOX_ANGLE = 36.5;

/** Boxes of four along the side of the stalls, from the stage to the back: two chairs at the rail, two behind them. */
function boxSection(name: string, side: -1 | 1): Section {
  const rows = Array.from({ length: BOXES_A_SIDE }, (_, b): Row => {
    const radius = boxRadius(b);
    const chair = (along: number, back: number): Point => {
      const [x, y] = polar(CENTRE, radius + along, side * BOX_ANGLE);
      const t = (BOX_ANGLE * Math.PI) / 180;
      return [x + side * back * Math.cos(t), y - back * Math.sin(t)];
    };
    const half = 11;
    const [near, far] = [chair(-half, 0), chair(half, 0)];
    const [nearBehind, farBehind] = [chair(-half, 26), chair(half, 26)];
    // For people who face the middle, the stage is to the left of the right-hand boxes and to the right of the left-hand ones.
    const chairs = side === 1 ? [near, far, farBehind, nearBehind] : [far, near, nearBehind, farBehind];
    return {
      label: `Box ${b + 1}`,
      numbers: numbersFrom(1, 4),
      x: chairs.map((p) => p[0]),
      y: chairs.map((p) => p[1]),
      kinds: "..rr",
    };
  });
  const first = boxRadius(0) - 34;
  const last = boxRadius(BOXES_A_SIDE - 1) + 34;
  return seated({ name, category: BOXES, outline: boxStrip(side, first, last, [-20, 46]), rows });
}

function boxRadius(index: number): number {
  return 480 + index * 52;
}

/** A strip along the line of the boxes, between two distances behind their rail. */
function boxStrip(side: -1 | 1, first: number, last: number, [inner, outer]: readonly [number, number]): number[] {
  const t = (BOX_ANGLE * Math.PI) / 180;
  const corner = (radius: number, back: number): Point => {
    const [x, y] = polar(CENTRE, radius, side * BOX_ANGLE);
    return [x + side * back * Math.cos(t), y - back * Math.sin(t)];
  };
  return [corner(first, inner), corner(first, outer), corner(last, outer), corner(last, inner)].flat();
}

/** The stage with its apron, the pit before it, and the walls between the boxes. */
function drawings(): Decor[] {
  const apron = Array.from({ length: 13 }, (_, i) => polar(CENTRE, 345, 40 - (80 * i) / 12));
  const pit = [
    ...Array.from({ length: 13 }, (_, i) => polar(CENTRE, 360, -30 + (60 * i) / 12)),
    ...Array.from({ length: 13 }, (_, i) => polar(CENTRE, 430, 26 - (52 * i) / 12)),
  ];
  const stage: Decor = { kind: "stage", outline: [-300, 90, 300, 90, ...apron.flat()], text: "Stage" };
  const walls = ([-1, 1] as const).flatMap((side) =>
    Array.from({ length: BOXES_A_SIDE + 1 }, (_, b): Decor => {
      const radius = boxRadius(b) - 26;
      return { kind: "shape", outline: boxStrip(side, radius - 1, radius + 1, [-14, 42]) };
    }),
  );
  return [
    stage,
    { kind: "shape", outline: pit.flat() },
    { kind: "text", at: polar(CENTRE, 402, 0), size: 22, text: "Orchestra" },
    ...walls,
  ];
}
