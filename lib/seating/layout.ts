import type { LocalizedText } from "#lib/platform/localized-text";
import { seatIdsOf } from "./seat-ids.ts";

/**
 * The geometry of a hall: one immutable document, shared by importers, builders, the database, the wire and the map.
 * Seats carry no ids: ids are dense from 1 in the order of the document (sections, their rows, their
 * seats; then the places of a standing section), so geometry stays small and a seat's state has a fixed place in a bitmap.
 * Only a hall that was changed after its event had sold names them, in `seatIds`.
 * Coordinates are in layout units with at most one decimal; x grows to the right, y grows downwards.
 */
export type Layout = {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** Median distance between neighbouring seats of a row, in units. */
  readonly pitch: number;
  /** The point people look at. The nearer a seat is to it, the better. */
  readonly focal: Point;
  /** Selling categories of the hall; an event maps each of them to one price level, except those that are not sold. */
  readonly categories: readonly LayoutCategory[];
  readonly sections: readonly Section[];
  /** Drawn, never sold: the stage, tables, walls, texts. */
  readonly decor: readonly Decor[];
  /** Names of the floors, from the lowest; absent for a hall of one. */
  readonly floors?: readonly string[];
  /** Which wheelchair space a companion seat belongs to, by seat ids. */
  readonly companions?: readonly (readonly [companion: number, wheelchair: number])[];
  /** Ids of the seats in the order of the document, folded (see `foldIds`); absent where they are dense from 1. */
  readonly seatIds?: readonly number[];
};

/** `sold: false` marks seats that the hall does not give out; they are drawn and blocked. */
export type LayoutCategory = { readonly name: string; readonly sold?: false };

export type Point = readonly [x: number, y: number];

export type Section = {
  readonly name: string;
  /** `standing` sells `capacity` unnumbered places; `tables` has one row for each table. */
  readonly kind: "seated" | "standing" | "tables";
  /** Index into `categories`, for all places except those of rows with their own. */
  readonly category: number;
  /** Closed polygon around the section, flat: x0, y0, x1, y1, … */
  readonly outline: readonly number[];
  readonly label: Point;
  /** Empty for a standing section. */
  readonly rows: readonly Row[];
  /** Number of places: the sum of the rows' seats, or the size of a standing section. */
  readonly capacity: number;
  /** Index into `floors`; the first where absent. */
  readonly floor?: number;
  /** The entrance that its tickets name. */
  readonly entrance?: string;
  /** What people see from its places, except from those of rows with a view of their own. */
  readonly view?: SeatView;
};

/** A picture taken from the seats: the id of a stored picture, and what it shows for those who cannot see it; empty where nobody wrote it. */
export type SeatView = { readonly picture: string; readonly alt: LocalizedText };

/** Column arrays: `numbers[i]`, `x[i]`, `y[i]` describe the i-th seat of the row from left to right as people sit. */
export type Row = {
  readonly label: string;
  readonly numbers: readonly string[];
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** Category of each seat, where the row differs from its section. */
  readonly categories?: readonly number[];
  /** One letter a seat (see `SEAT_KINDS`); absent when all are standard. */
  readonly kinds?: string;
  /** Positions of the seats with a hearing loop or without steps on the way. */
  readonly features?: { readonly hearingLoop?: readonly number[]; readonly stepFree?: readonly number[] };
  /** Why the view from some seats is restricted, with their positions. */
  readonly reasons?: readonly SeatReason[];
  /** Quality of each seat as the organizer painted it, −100 to 100; absent when all are 0. */
  readonly quality?: readonly number[];
  /** What people see from its seats, where it differs from the section's. */
  readonly view?: SeatView;
};

export type SeatReason = { readonly text: string; readonly seats: readonly number[] };

export type Decor = { readonly floor?: number } & (
  | { readonly kind: "stage" | "screen"; readonly outline: readonly number[]; readonly text: string }
  | { readonly kind: "shape"; readonly outline: readonly number[] }
  | { readonly kind: "table"; readonly at: Point; readonly radius: number; readonly text: string }
  | { readonly kind: "text"; readonly at: Point; readonly size: number; readonly text: string }
  /** A door or entrance, `width` units wide; people pass along `rotation` (degrees clockwise, 0 is up). */
  | {
      readonly kind: "door";
      readonly at: Point;
      readonly rotation: number;
      readonly width: number;
      readonly text: string;
    }
);

export const SEAT_KINDS = { ".": "STANDARD", w: "WHEELCHAIR", c: "COMPANION", r: "RESTRICTED" } as const;
export type SeatKind = (typeof SEAT_KINDS)[keyof typeof SEAT_KINDS];

/** One place of a layout, named. A place of a standing section has an empty row and its number within the section. */
export type Place = {
  readonly id: number;
  readonly section: number;
  readonly row: string;
  readonly number: string;
  readonly category: number;
  readonly kind: SeatKind;
  readonly x: number;
  readonly y: number;
};

/** Whether the layout has a place of this kind. */
export function hasSeatKind({ sections }: Layout, kind: SeatKind): boolean {
  return sections.some(({ rows }) =>
    rows.some(({ kinds = "" }) => [...kinds].some((letter) => SEAT_KINDS[letter as keyof typeof SEAT_KINDS] === kind)),
  );
}

/** Every place of the layout in the order of the document: `places[i]` has position i + 1. */
export function placesOf(layout: Layout): Place[] {
  const places: Place[] = [];
  const { idAt } = seatIdsOf(layout);
  layout.sections.forEach((section, sectionIndex) => {
    if (section.kind === "standing") {
      const [x, y] = section.label;
      for (let n = 1; n <= section.capacity; n++) {
        const id = idAt(places.length + 1);
        places.push({
          id,
          section: sectionIndex,
          row: "",
          number: String(n),
          category: section.category,
          kind: "STANDARD",
          x,
          y,
        });
      }
      return;
    }
    for (const row of section.rows) {
      row.numbers.forEach((number, i) => {
        places.push({
          id: idAt(places.length + 1),
          section: sectionIndex,
          row: row.label,
          number,
          category: row.categories?.[i] ?? section.category,
          kind: SEAT_KINDS[(row.kinds?.[i] ?? ".") as keyof typeof SEAT_KINDS] ?? "STANDARD",
          x: row.x[i] ?? 0,
          y: row.y[i] ?? 0,
        });
      });
    }
  });
  return places;
}

/** Number of places in the whole layout. */
export function seatCountOf(layout: Layout): number {
  return layout.sections.reduce((sum, section) => sum + section.capacity, 0);
}
