import type { Layout } from "../layout.ts";
import { seatIdsOf } from "../seat-ids.ts";
import { levelsOfSeats, NO_LEVEL, NOT_FOR_SALE, type Painting, type SellingLevel } from "./level-of-seats.ts";

type Wanted = { readonly levels: readonly SellingLevel[]; readonly wanted: ArrayLike<number> };

/**
 * The painting by which every seat has the wanted level (by position), in as few exceptions as their shapes allow: a section or a row where
 * most of it differs from its ground, single seats otherwise. The reverse of `levelsOfSeats`. Seats that the hall keeps back are left out. Pure.
 */
export function describePainting(layout: Layout, { levels, wanted }: Wanted): Painting {
  const ground = levelsOfSeats(layout, { levels });
  const closedByHall = levelsOfSeats(layout, { levels: levels.map(({ id }) => ({ id, layoutCategories: [] })) });
  const isOpen = (position: number) => closedByHall[position] !== NOT_FOR_SALE || ground[position] !== NOT_FOR_SALE;
  const { idAt } = seatIdsOf(layout);
  const seats = new Map<number, number[]>();
  const painting = { sections: [] as Painting["sections"][number][], rows: [] as Painting["rows"][number][] };
  let next = 1;
  for (const section of layout.sections) {
    const first = next;
    next += section.capacity;
    const rows = rowsOf(section, first).map(({ label, positions }) => ({ label, positions: positions.filter(isOpen) }));
    const own = (position: number) => wanted[position] ?? NO_LEVEL;
    const most = mostFrequent(rows.flatMap(({ positions }) => positions.map(own)));
    const described = [undefined, most]
      .map((level) => describeRows(rows, { own, base: (position) => level ?? ground[position] ?? NO_LEVEL, level }))
      .reduce((best, each) => (each.cost < best.cost ? each : best));
    if (described.level !== undefined) painting.sections.push({ section: section.name, level: described.level });
    for (const { label, level } of described.rows) painting.rows.push({ section: section.name, row: label, level });
    for (const position of described.seats)
      seats.set(own(position), [...(seats.get(own(position)) ?? []), idAt(position)]);
  }
  return { ...painting, seats: [...seats].map(([level, seatIds]) => ({ level, seatIds })), kept: [] };
}

type RowSeats = { readonly label: string; readonly positions: readonly number[] };

/** The seats of a section by the labels of its rows; those of a standing section as one that no exception can name. */
function rowsOf({ kind, rows, capacity }: Layout["sections"][number], first: number): RowSeats[] {
  if (kind === "standing") return [{ label: "", positions: Array.from({ length: capacity }, (_, i) => first + i) }];
  const found = new Map<string, number[]>();
  let next = first;
  for (const { label, numbers } of rows) {
    const positions = found.get(label) ?? [];
    for (let i = 0; i < numbers.length; i++) positions.push(next++);
    found.set(label, positions);
  }
  return [...found].map(([label, positions]) => ({ label, positions }));
}

type Ground = { own: (position: number) => number; base: (position: number) => number; level: number | undefined };

function describeRows(rows: readonly RowSeats[], { own, base, level }: Ground) {
  const painted: { label: string; level: number }[] = [];
  const seats: number[] = [];
  for (const { label, positions } of rows) {
    const others = positions.filter((position) => own(position) !== base(position));
    const most = mostFrequent(others.map(own));
    const left = positions.filter((position) => own(position) !== most);
    if (label !== "" && most !== undefined && left.length + 1 < others.length) {
      painted.push({ label, level: most });
      seats.push(...left);
    } else seats.push(...others);
  }
  return { level, rows: painted, seats, cost: (level === undefined ? 0 : 1) + painted.length + seats.length };
}

function mostFrequent(values: readonly number[]): number | undefined {
  const counts = new Map<number, number>();
  for (const value of values) if (value !== NO_LEVEL) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].reduce<[number | undefined, number]>(
    (most, each) => (each[1] > most[1] ? each : most),
    [undefined, 0],
  )[0];
}
