import { type MapModel, rowOf, seatNumber, sectionOf } from "./map-geometry.ts";

/** Seats that can be said in one breath: "Balcony, row F, 14–15 and 18". A standing group has no row and a count instead. */
export type SeatGroup = {
  readonly section: string;
  readonly row: string;
  readonly isTable: boolean;
  readonly ids: readonly number[];
  /** Runs of neighbours as first and last number; the same number twice for a single seat. */
  readonly runs: readonly (readonly [from: string, to: string])[];
};

/** Groups seats by row in the order of the hall, neighbours joined into runs. */
export function groupSeats(model: MapModel, seatIds: readonly number[]): SeatGroup[] {
  const groups = new Map<string, number[]>();
  for (const id of [...seatIds].sort((a, b) => a - b)) {
    const key = `${model.section[id]}/${model.row[id]}`;
    groups.set(key, [...(groups.get(key) ?? []), id]);
  }
  return [...groups.values()].map((ids) => {
    const first = ids[0] ?? 0;
    const section = sectionOf(model, first);
    const row = rowOf(model, first);
    return {
      section: section.name,
      row: row?.label ?? "",
      isTable: section.kind === "tables",
      ids,
      runs: row ? runsOf(model, ids) : [],
    };
  });
}

function runsOf(model: MapModel, ids: readonly number[]): [string, string][] {
  const runs: [number, number][] = [];
  for (const id of ids) {
    const last = runs.at(-1);
    if (last && last[1] === id - 1) last[1] = id;
    else runs.push([id, id]);
  }
  return runs.map(([from, to]) => [seatNumber(model, from), seatNumber(model, to)]);
}
