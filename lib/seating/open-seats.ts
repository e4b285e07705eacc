import { COMPANION, type Hall, WHEELCHAIR } from "./blocks.ts";
import { readState } from "./seat-state.ts";

/** A party's wish: how many people, for which seats. */
export type SeatWish = {
  /** People in the party, 1 or more. With `accessible` one of them uses a wheelchair. */
  readonly quantity: number;
  /**
   * The price level of each seat, negative for one that is not sold. A party always sits at one level. Without it every category is a
   * level of its own.
   */
  readonly levelOf?: ArrayLike<number>;
  /** Only this level. */
  readonly level?: number;
  /** Only seats whose entry, by seat id, is truthy: allocations, presales and other rules of the caller. */
  readonly eligible?: ArrayLike<number | boolean>;
  /** Only this section (its index in the layout). */
  readonly section?: number;
  /** A wheelchair place with the others beside it. Without it wheelchair and companion places are never given out. */
  readonly accessible?: boolean;
  /** In a rush: buyers with different keys are sent to different ones among the best choices. */
  readonly choiceKey?: string;
};

/** The seats that may be sold to this party, by seat id. */
export type OpenSeats = {
  /** Level of a seat that may be chosen, −1 for all others. */
  readonly level: Int32Array;
  /** How many open seats of one level stand in a row from this seat on, within its block. */
  readonly run: Int32Array;
  /** 1 for a free ordinary seat, which can be stranded. */
  readonly ordinary: Uint8Array;
};

/** The input of every tier. */
export type SeatQuery = {
  readonly hall: Hall;
  readonly open: OpenSeats;
  readonly quantity: number;
  readonly accessible: boolean;
};

/** The open seats of a wish. Linear in the seats of the hall. */
export function openSeats(hall: Hall, states: Uint8Array, wish: SeatWish): OpenSeats {
  const level = new Int32Array(hall.count + 2).fill(-1);
  const run = new Int32Array(hall.count + 2);
  const ordinary = new Uint8Array(hall.count + 2);
  for (let id = hall.count; id >= 1; id--) {
    if (readState(states, id) !== 0) continue;
    const kind = hall.kind[id] ?? 0;
    const reserved = kind === WHEELCHAIR || kind === COMPANION;
    if (!reserved) ordinary[id] = 1;
    if (reserved && wish.accessible !== true) continue;
    if (wish.section !== undefined && hall.section[id] !== wish.section) continue;
    if (wish.eligible !== undefined && !wish.eligible[id]) continue;
    const own = (wish.levelOf ?? hall.category)[id] ?? -1;
    if (own < 0 || (wish.level !== undefined && own !== wish.level)) continue;
    level[id] = own;
    run[id] = level[id + 1] === own && hall.block[id + 1] === hall.block[id] ? (run[id + 1] ?? 0) + 1 : 1;
  }
  return { level, run, ordinary };
}

/**
 * How many single seats taking `first` to `last` (within one block) leaves behind: a side on which exactly one free
 * ordinary seat remains before the next wall, aisle or taken seat.
 */
export function strandedBy(hall: Hall, ordinary: Uint8Array, first: number, last: number): number {
  const block = hall.block[first] ?? -1;
  const free = (id: number) => id >= 1 && ordinary[id] === 1 && hall.block[id] === block;
  const left = free(first - 1) && !free(first - 2) ? 1 : 0;
  const right = free(last + 1) && !free(last + 2) ? 1 : 0;
  return left + right;
}

/** The free ordinary seats that stand alone after `seats` are taken and did not before. */
export function loneSeatsAfter(hall: Hall, ordinary: Uint8Array, seats: readonly number[]): number[] {
  const chosen = new Set(seats);
  const free = (id: number, block: number, without: boolean) =>
    id >= 1 && ordinary[id] === 1 && hall.block[id] === block && !(without && chosen.has(id));
  const lone = new Set<number>();
  for (const seat of seats) {
    const block = hall.block[seat] ?? -1;
    if (block < 0) continue;
    for (const id of [seat - 1, seat + 1]) {
      if (!free(id, block, true) || free(id - 1, block, true) || free(id + 1, block, true)) continue;
      if (free(id - 1, block, false) || free(id + 1, block, false)) lone.add(id);
    }
  }
  return [...lone].sort((a, b) => a - b);
}
