import { COMPANION, type Hall, WHEELCHAIR } from "./blocks.ts";
import { strandedBy } from "./open-seats.ts";
import { readState } from "./seat-state.ts";

/** A stranded seat costs as much as moving the whole party this many places further. */
const STRAND_PLACES = 8;

/**
 * Free seats in place of `seatIds`, which another buyer took first: as many, at the price level of one of them (`sameLevel`
 * compares a candidate with a wanted seat), side by side if possible, otherwise one by one, as near as possible, first in
 * their own and the neighbouring sections. None of `seatIds` is proposed, even if the caller's bitmap is a moment old.
 * Wheelchair places are replaced by wheelchair places, standing places within their section. Empty when there are not
 * enough. Searches the near corner of the hall first, because in a rush thousands of buyers lose a seat at once.
 */
export function nearestSubstitutes(
  hall: Hall,
  states: Uint8Array,
  seatIds: readonly number[],
  sameLevel: (candidate: number, asked: number) => boolean,
): number[] {
  const asked = seatIds.filter((id) => id >= 1 && id <= hall.count);
  const home = asked[0];
  if (home === undefined) return [];
  const search = searchFor(hall, states, asked, sameLevel);
  const section = hall.section[home] ?? -1;
  if ((hall.row[home] ?? -1) < 0) {
    const places = freeIn(search, [section]);
    return places.length < asked.length ? [] : places.slice(0, asked.length);
  }
  const all = hall.sections.flatMap(({ kind }, i) => (kind === "standing" ? [] : [i]));
  const near = [section, ...(hall.sections[section]?.neighbours ?? [])].filter((i) => all.includes(i));
  return (
    nearestWindow(search, near) ??
    nearestWindow(search, all) ??
    nearestOneByOne(search, near) ??
    nearestOneByOne(search, all) ??
    []
  );
}

type Search = {
  readonly hall: Hall;
  readonly quantity: number;
  readonly wheelchairs: number;
  /** Free, at the right level, of a permitted kind, and not one of the seats just lost. */
  readonly open: (id: number) => boolean;
  /** Free and ordinary: seats that can be stranded. */
  readonly free: (id: number) => boolean;
  /** Distance from the middle of the wanted seats. */
  readonly away: (id: number) => number;
};

function searchFor(
  hall: Hall,
  states: Uint8Array,
  asked: readonly number[],
  sameLevel: (candidate: number, asked: number) => boolean,
): Search {
  const gone = new Set(asked);
  const reserved = (id: number) => hall.kind[id] === WHEELCHAIR || hall.kind[id] === COMPANION;
  const accessible = asked.some(reserved);
  const x = asked.reduce((sum, id) => sum + (hall.x[id] ?? 0), 0) / asked.length;
  const y = asked.reduce((sum, id) => sum + (hall.y[id] ?? 0), 0) / asked.length;
  const isFree = (id: number) => !gone.has(id) && readState(states, id) === 0;
  return {
    hall,
    quantity: asked.length,
    wheelchairs: asked.filter((id) => hall.kind[id] === WHEELCHAIR).length,
    open: (id) => isFree(id) && (accessible || !reserved(id)) && asked.some((seat) => sameLevel(id, seat)),
    free: (id) => isFree(id) && !reserved(id),
    away: (id) => Math.hypot((hall.x[id] ?? 0) - x, (hall.y[id] ?? 0) - y),
  };
}

function freeIn({ hall, open }: Search, sections: readonly number[]): number[] {
  const free: number[] = [];
  for (const index of sections) {
    const section = hall.sections[index];
    if (section === undefined) continue;
    for (let id = section.first; id <= section.last; id++) if (open(id)) free.push(id);
  }
  return free;
}

function nearestWindow(search: Search, sections: readonly number[]): number[] | undefined {
  const { hall, quantity, away } = search;
  const ordinary = new Uint8Array(hall.count + 3);
  for (const index of sections) {
    const section = hall.sections[index];
    if (section === undefined) continue;
    for (let id = section.first; id <= section.last; id++) ordinary[id] = search.free(id) ? 1 : 0;
  }
  let best: number[] | undefined;
  let least = Number.POSITIVE_INFINITY;
  let run: number[] = [];
  for (const id of freeIn(search, sections)) {
    const previous = run[run.length - 1] ?? -1;
    run =
      previous === id - 1 && hall.block[previous] === hall.block[id]
        ? [...run.slice(-(quantity - 1) || run.length), id]
        : [id];
    if (run.length < quantity) continue;
    if (run.filter((seat) => hall.kind[seat] === WHEELCHAIR).length < search.wheelchairs) continue;
    const strands = strandedBy(hall, ordinary, run[0] ?? id, id) * STRAND_PLACES * hall.pitch * quantity;
    const cost = run.reduce((sum, seat) => sum + away(seat), strands);
    if (cost < least) {
      least = cost;
      best = run;
    }
  }
  return best;
}

function nearestOneByOne(search: Search, sections: readonly number[]): number[] | undefined {
  const { hall, quantity, wheelchairs, away } = search;
  const free = freeIn(search, sections).sort((a, b) => away(a) - away(b));
  const forWheelchairs = free.filter((id) => hall.kind[id] === WHEELCHAIR).slice(0, wheelchairs);
  const others = free.filter((id) => hall.kind[id] !== WHEELCHAIR).slice(0, quantity - wheelchairs);
  const seats = [...forWheelchairs, ...others].sort((a, b) => a - b);
  return seats.length === quantity ? seats : undefined;
}
