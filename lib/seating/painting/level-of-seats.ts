import type { Layout } from "../layout.ts";
import { seatIdsOf } from "../seat-ids.ts";

/** Answers of `levelsOfSeats` that are no price level. */
export const NOT_FOR_SALE = -1;
export const NO_LEVEL = -2;

/** What an organizer painted over the levels of the hall's categories: a price level's id, or NOT_FOR_SALE. */
export type Painting = {
  readonly sections: readonly { readonly section: string; readonly level: number }[];
  /** All seats of the section whose row has this label. */
  readonly rows: readonly { readonly section: string; readonly row: string; readonly level: number }[];
  readonly seats: readonly PaintedSeats[];
  /** Seats that people had when they were painted over: they keep the level that they had, until they are painted again. */
  readonly kept: readonly PaintedSeats[];
};

export type PaintedSeats = { readonly seatIds: readonly number[]; readonly level: number };

export const UNPAINTED: Painting = { sections: [], rows: [], seats: [], kept: [] };

export type SellingLevel = { readonly id: number; readonly layoutCategories: readonly number[] };

/** How an event sells the seats of its hall. */
export type Selling = { readonly levels: readonly SellingLevel[]; readonly painting?: Painting | undefined };

/**
 * The price level of every seat by its position (slot 0 is unused), the one answer for publication, maps, prices and search: the finest
 * exception that is painted wins (kept seat, seat, row, section), else the level of the seat's category. NOT_FOR_SALE where the painting or the hall
 * keeps a seat back; what the hall keeps back is never painted open. NO_LEVEL where the hall sells a category and no level does. An exception
 * that names a section, row, seat or level that is not there counts for nothing. Pure, linear in the seats.
 */
export function levelsOfSeats(layout: Layout, { levels, painting = UNPAINTED }: Selling): Int16Array {
  const ground = levelsOfCategories(layout, levels);
  const known = new Set([NOT_FOR_SALE, ...levels.map(({ id }) => id)]);
  const isKnown = ({ level }: { level: number }) => known.has(level);
  const bySeat = paintedSeats(layout, [...painting.seats, ...painting.kept].filter(isKnown));
  const bySection = new Map(painting.sections.filter(isKnown).map(({ section, level }) => [section, level]));
  const byRow = new Map(painting.rows.filter(isKnown).map(({ section, row, level }) => [rowKey(section, row), level]));
  const found = new Int16Array(bySeat.length);
  let position = 1;
  const give = (category: number, painted: number | undefined) => {
    const own = ground[category] ?? NO_LEVEL;
    const seat = bySeat[position] ?? NO_LEVEL;
    found[position] = own === NOT_FOR_SALE ? own : seat === NO_LEVEL ? (painted ?? own) : seat;
    position += 1;
  };
  for (const { name, kind, category, capacity, rows } of layout.sections) {
    const ofSection = bySection.get(name);
    if (kind === "standing") for (let n = 0; n < capacity; n++) give(category, ofSection);
    for (const { label, numbers, categories } of rows) {
      const painted = byRow.size > 0 ? (byRow.get(rowKey(name, label)) ?? ofSection) : ofSection;
      for (let i = 0; i < numbers.length; i++) give(categories?.[i] ?? category, painted);
    }
  }
  return found;
}

/** What two rows of one section share when they have one label. */
export const rowKey = (section: string, row: string) => JSON.stringify([section, row]);

function levelsOfCategories({ categories }: Layout, levels: readonly SellingLevel[]): number[] {
  const levelOf = new Map<number, number>();
  for (const { id, layoutCategories } of levels) for (const each of layoutCategories) levelOf.set(each, id);
  return categories.map(({ sold }, i) => levelOf.get(i) ?? (sold === false ? NOT_FOR_SALE : NO_LEVEL));
}

function paintedSeats(layout: Layout, seats: readonly PaintedSeats[]): Int16Array {
  const ids = seatIdsOf(layout);
  const painted = new Int16Array(ids.count + 1).fill(NO_LEVEL);
  for (const { seatIds, level } of seats)
    for (const id of seatIds) {
      const position = ids.positionOf(id);
      if (position > 0) painted[position] = level;
    }
  return painted;
}
