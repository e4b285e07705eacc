import type { Point, SeatKind, SeatView } from "../layout.ts";
import type { RowScheme, SeatScheme } from "./numbering.ts";

/**
 * The designer's document: a hall as its rows, tables and areas were drawn, not as a list of seats. A block of 2,000 seats is
 * one object, so that a hall of 20,000 stays small enough to keep 200 states of it, and everything in it stays changeable.
 * `expandPlan` turns it into the `Layout` that is sold; `planOfLayout` makes a plan of a layout that was imported.
 *
 * Coordinates are in layout units (neighbouring seats stand about 20 apart), x to the right, y downwards, anywhere on the plane.
 * Rotations are degrees, clockwise as seen on a screen. Ids are never used again within a plan: the keys of sold seats hold them.
 */
export type HallPlan = {
  readonly name: string;
  /** Usual distance between neighbouring seats; 20 in a new plan. */
  readonly pitch: number;
  /** The page of an imported hall, whose corner is (0, 0). Kept while everything lies on it; absent in a drawn plan, whose page is measured. */
  readonly page?: PageSize;
  /** At least one; the first is the ground floor. */
  readonly floors: readonly Floor[];
  readonly categories: readonly PlanCategory[];
  /** The point people look at, or null until it is set. */
  readonly focal: Point | null;
  readonly decor: readonly PlanDecor[];
  /** The picture that is traced; never part of the layout. */
  readonly background: Background | null;
  /** In the order of the layout: its seat ids count through sections, parts, rows and seats. */
  readonly sections: readonly PlanSection[];
};

export type PageSize = { readonly width: number; readonly height: number };

export type Floor = { readonly id: string; readonly name: string };

/** `sold: false` marks seats that the hall does not give out. `hue` is a colour angle from 0 to 359, for the designer alone. */
export type PlanCategory = {
  readonly id: string;
  readonly name: string;
  readonly sold: boolean;
  readonly hue: number;
};

export type PlanSection = {
  readonly id: string;
  readonly name: string;
  readonly kind: "seated" | "tables" | "standing";
  /** Id of a floor. */
  readonly floor: string;
  /** Id of the category of all seats whose part and seat name no other; null until one is chosen. */
  readonly category: string | null;
  /** The entrance that its tickets name. */
  readonly entrance?: string;
  /** What people see from its places, except from those of rows with a view of their own. */
  readonly view?: SeatView;
  /** Flat polygon x0, y0, x1, y1, …, or null: drawn around the seats. A standing section needs one. */
  readonly outline: readonly number[] | null;
  /** Where its name stands; the middle of its seats (of its corners when standing) where absent. */
  readonly label?: Point;
  /** How many may stand there; 0 in other sections. */
  readonly capacity: number;
  /** Row blocks and free rows of a seated section, tables and free rows of a section of tables, none where people stand. */
  readonly parts: readonly Part[];
};

export type Part = RowBlock | FreeRow | Table;

/** What all parts have. */
type PartBase = {
  readonly id: string;
  /** Id of a category, where the part differs from its section. */
  readonly category?: string;
  /** How single seats differ from what the part says, by their place in it: "row:seat" in a row block, "seat" elsewhere. */
  readonly exceptions: SeatExceptions;
};

export const SEAT_FEATURES = ["hearingLoop", "stepFree"] as const;
export type SeatFeature = (typeof SEAT_FEATURES)[number];

export type SeatExceptions = Readonly<Record<string, SeatException>>;

export type SeatException = {
  /** There is no seat. Its place stays reserved, so that its neighbours keep their keys. */
  readonly removed?: true;
  /** Its number, whatever the scheme says. */
  readonly number?: string;
  readonly kind?: SeatKind;
  readonly features?: readonly SeatFeature[];
  /** Id of a category. */
  readonly category?: string;
  /** Shifted by (x, y) units along the axes of the plan. */
  readonly nudge?: Point;
  /** Painted by hand, −100 to 100, on top of what the distance to the focal point says. */
  readonly quality?: number;
  /** Key of the wheelchair space that a companion seat belongs to. */
  readonly companionOf?: string;
  /** Why the view is restricted, in words for the buyer. */
  readonly reason?: string;
};

/**
 * Rows × seats on straight lines or concentric arcs. Rows and seats have indexes that never change: row 0 meets the axis of the
 * block at `at`, and every row meets it at seat index `axis` (a half index lies between two seats). The block shows the rows
 * `firstRow` to `firstRow + rowCount − 1`, and in each `seatCount` seats from `firstSeat` on. So adding a row in front or a seat on
 * the left lowers the first index, and every seat that was there keeps its key and its spot.
 */
export type RowBlock = PartBase & {
  readonly kind: "rows";
  readonly at: Point;
  /** 0 when people look up the page; seats run from left to right as people sit. */
  readonly rotation: number;
  readonly rowCount: number;
  /** The same for all rows, or one a row from the front. */
  readonly seatCount: number | readonly number[];
  readonly firstRow: number;
  /** Index of the leftmost seat, the same for all rows or one a row. */
  readonly firstSeat: number | readonly number[];
  readonly axis: number;
  /** Distance of neighbouring seats along their row, the same in every row. */
  readonly pitch: number;
  readonly rowGap: number;
  /** Degrees by which row 0 turns from one seat to the next: 0 is straight, positive bends the ends of rows to the front, negative to the back. */
  readonly curve: number;
  /** Every second row (those of odd index) is shifted to the right by this part of the pitch. */
  readonly stagger: number;
  /** Shift of each row to the right in pitches, from the front; for rows that stand otherwise than the stagger says. */
  readonly offsets?: readonly number[];
  readonly aisles: readonly Aisle[];
  readonly rowScheme: RowScheme;
  readonly seatScheme: SeatScheme;
  /** Labels of single rows by row index, whatever the scheme says. */
  readonly rowLabels?: Readonly<Record<string, string>>;
  /** Ids of the free rows that rows were made of, by row index: their seats keep the keys that they had there. */
  readonly rowIds?: Readonly<Record<string, string>>;
  /** Views from single rows by row index, where they differ from the section's. */
  readonly rowViews?: Readonly<Record<string, SeatView>>;
};

/** A gap of `width` units more than the pitch, after the seat of index `after`, in every row. */
export type Aisle = { readonly after: number; readonly width: number };

/** A row whose seats stand where its columns say, as importers and conversions give it. Seat i has index `firstSeat + i`. */
export type FreeRow = PartBase & {
  readonly kind: "row";
  /** May be empty, for seats that stand in no row. */
  readonly label: string;
  /** Index of the first seat; below 0 once seats were added before it. */
  readonly firstSeat: number;
  readonly numbers: readonly string[];
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** The view from it, where it differs from the section's. */
  readonly view?: SeatView;
};

/**
 * A table, booth or box: one row of the layout, sold whole or by the seat. Seats stand around it, beginning at the top and clockwise.
 * `sides` counts them for a rectangle (top, right, bottom, left), a booth and a box; a round table spreads `sides[0]` evenly.
 */
export type Table = PartBase & {
  readonly kind: "table";
  readonly shape: "round" | "rectangle" | "booth" | "box";
  readonly at: Point;
  readonly rotation: number;
  /** Width and depth in units; a round table has its diameter twice. */
  readonly size: Point;
  readonly sides: readonly [top: number, right: number, bottom: number, left: number];
  readonly label: string;
  readonly seatScheme: SeatScheme;
  /** The view from it, where it differs from the section's. */
  readonly view?: SeatView;
};

type DecorBase = { readonly id: string; readonly floor: string };

/** Drawn, never sold. */
export type PlanDecor = DecorBase &
  (
    | { readonly kind: "stage" | "screen"; readonly outline: readonly number[]; readonly text: string }
    | { readonly kind: "shape"; readonly outline: readonly number[] }
    | { readonly kind: "table"; readonly at: Point; readonly radius: number; readonly text: string }
    | { readonly kind: "text"; readonly at: Point; readonly size: number; readonly text: string }
    /** A door or entrance: `width` units wide, people pass it along its rotation. */
    | {
        readonly kind: "door";
        readonly at: Point;
        readonly rotation: number;
        readonly width: number;
        readonly text: string;
      }
  );

export type Background = {
  /** Id of the stored picture. */
  readonly picture: string;
  readonly floor: string;
  /** Where its upper left corner lies. */
  readonly at: Point;
  /** Layout units for each pixel. */
  readonly scale: number;
  readonly rotation: number;
  /** 0 to 1. */
  readonly opacity: number;
  /** Known once two points and the length between them were given. */
  readonly unitsPerMetre?: number;
  /** Width and height in pixels; absent in drafts of before it was kept. */
  readonly size?: Point;
  /** The pointer and the fields leave it where it is. */
  readonly locked?: boolean;
  /** Kept, but not drawn. */
  readonly hidden?: boolean;
};
