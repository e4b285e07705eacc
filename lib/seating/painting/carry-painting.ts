import { type Layout, placesOf } from "../layout.ts";
import { seatIdsOf } from "../seat-ids.ts";
import { levelsOfSeats, NOT_FOR_SALE, type PaintedSeats, type Painting, type SellingLevel } from "./level-of-seats.ts";

type Halls = { readonly from: Layout; readonly to: Layout };

/**
 * The painting of an event whose hall changes after sales began, when seats keep their ids. Sections and rows keep theirs by their names, so that
 * seats added there get it too; a painted seat that stays keeps its level, whatever its section is called now. Pure.
 */
export function carryToHall(
  painting: Painting,
  { from, to, before, after }: Halls & { before: readonly SellingLevel[]; after: readonly SellingLevel[] },
): Painting {
  const [old, now] = [seatIdsOf(from), seatIdsOf(to)];
  const stay = (seats: readonly PaintedSeats[]) => withIds(seats, (id) => (now.positionOf(id) > 0 ? id : undefined));
  const carried = { ...namedIn(to, painting), seats: stay(painting.seats), kept: stay(painting.kept) };
  const ground = levelsOfSeats(from, { levels: before });
  const was = levelsOfSeats(from, { levels: before, painting });
  const willBe = levelsOfSeats(to, { levels: after, painting: carried });
  const lost = new Map<number, number>();
  for (let position = 1; position <= now.count; position++) {
    const id = now.idAt(position);
    const [at, level] = [old.positionOf(id), was[old.positionOf(id)]];
    if (at > 0 && level !== undefined && level !== ground[at] && level !== willBe[position]) lost.set(id, level);
  }
  if (lost.size === 0) return carried;
  const others = withIds(carried.seats, (id) => (lost.has(id) ? undefined : id));
  const groups = Map.groupBy(lost, ([, level]) => level);
  const added = [...groups].map(([level, seats]) => ({ level, seatIds: seats.map(([id]) => id) }));
  return { ...carried, seats: [...others, ...added] };
}

/**
 * The painting of an event that has sold nothing and gets another layout, or other levels: by the names of sections, rows and seats. What
 * the layout does not have, and levels that are gone (`levelOf` answers undefined), are left out. Pure.
 */
export function carryToLayout(
  painting: Painting,
  { from, to, levelOf }: Halls & { levelOf: (level: number) => number | undefined },
): Painting {
  const idOf = from === to ? (id: number) => id : seatByName(from, to);
  const named = namedIn(to, painting);
  const leveled = <Entry extends { level: number }>(entries: readonly Entry[]) =>
    entries.flatMap((entry) => {
      const level = entry.level === NOT_FOR_SALE ? NOT_FOR_SALE : levelOf(entry.level);
      return level === undefined ? [] : [{ ...entry, level }];
    });
  return {
    ...{ sections: leveled(named.sections), rows: leveled(named.rows) },
    // Nobody has a seat of it, so none is kept.
    ...{ seats: withIds(leveled(painting.seats), idOf), kept: [] },
  };
}

function namedIn({ sections }: Layout, painting: Painting): Pick<Painting, "sections" | "rows"> {
  const rowsOf = new Map(sections.map(({ name, rows }) => [name, new Set(rows.map(({ label }) => label))]));
  return {
    sections: painting.sections.filter(({ section }) => rowsOf.has(section)),
    rows: painting.rows.filter(({ section, row }) => rowsOf.get(section)?.has(row)),
  };
}

function withIds(seats: readonly PaintedSeats[], idOf: (id: number) => number | undefined): PaintedSeats[] {
  return seats.flatMap(({ level, seatIds }) => {
    const ids = seatIds.flatMap((id) => idOf(id) ?? []);
    return ids.length > 0 ? [{ level, seatIds: ids }] : [];
  });
}

/** Finds a seat of one layout in another, by its section, row and number. */
export function seatByName(from: Layout, to: Layout): (id: number) => number | undefined {
  const namesOf = (layout: Layout) =>
    placesOf(layout).map(({ id, section, row, number }) => {
      return [id, JSON.stringify([layout.sections[section]?.name, row, number])] as const;
    });
  const ids = new Map(namesOf(to).map(([id, name]) => [name, id]));
  const names = new Map(namesOf(from));
  return (id) => ids.get(names.get(id) ?? "");
}
