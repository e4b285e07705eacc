import { WHEELCHAIR } from "./blocks.ts";
import { loneSeatsAfter, type SeatQuery, strandedBy } from "./open-seats.ts";
import { STRAND_COST } from "./windows.ts";

/**
 * Two neighbouring rows, one part directly behind the other, each part at least two people; balanced parts are
 * preferred. Undefined when there is no such pair.
 */
export function bestTwoRows(query: SeatQuery): number[] | undefined {
  const { hall, open, quantity } = query;
  if (quantity < 4) return undefined;
  let best: { front: number; back: number; frontSize: number } | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (let front = 1; front <= hall.count; front++) {
    const longest = Math.min(open.run[front] ?? 0, quantity - 2);
    for (let frontSize = 2; frontSize <= longest; frontSize++) {
      const backSize = quantity - frontSize;
      const opposite = hall.behind[front + (frontSize >> 1)] ?? 0;
      if (opposite === 0) continue;
      for (let back = Math.max(1, opposite - backSize + 1); back <= opposite; back++) {
        if ((open.run[back] ?? 0) < backSize || open.level[back] !== open.level[front]) continue;
        // The window must not begin in the row before the intended one.
        if (hall.row[back] !== hall.row[opposite]) continue;
        if (query.accessible && !hasWheelchair(query, front, frontSize, back, backSize)) continue;
        const cost =
          (strandedBy(hall, open.ordinary, front, front + frontSize - 1) +
            strandedBy(hall, open.ordinary, back, back + backSize - 1)) *
            STRAND_COST +
          Math.abs(frontSize - backSize) * hall.pitch * 4 -
          qualityOf(query, front, frontSize) -
          qualityOf(query, back, backSize);
        if (cost < least) {
          least = cost;
          best = { front, back, frontSize };
        }
      }
    }
  }
  if (best === undefined) return undefined;
  const { front, back, frontSize } = best;
  return [...range(front, frontSize), ...range(back, quantity - frontSize)];
}

function range(first: number, size: number): number[] {
  return Array.from({ length: size }, (_, i) => first + i);
}

function qualityOf({ hall }: SeatQuery, first: number, size: number): number {
  let sum = 0;
  for (let id = first; id < first + size; id++) sum += hall.quality[id] ?? 0;
  return sum;
}

function hasWheelchair({ hall }: SeatQuery, front: number, frontSize: number, back: number, backSize: number): boolean {
  return [...range(front, frontSize), ...range(back, backSize)].some((id) => hall.kind[id] === WHEELCHAIR);
}

/**
 * A group in one section, or with neighbouring sections at the same level, in which no one sits alone: first a connected
 * group of seats, then connected pieces of at least two as near to each other as possible. `sections` counts the
 * sections it spans.
 */
export function bestCluster(query: SeatQuery): { seats: number[]; sections: number } | undefined {
  const { hall, quantity } = query;
  if (quantity < 2) return undefined;
  const pieces = connectedPieces(query);
  const whole = pieces.filter((piece) => piece.length >= quantity && usable(query, piece));
  const grown = cheapest(
    query,
    whole.map((piece) => grow(query, piece, quantity)),
  );
  if (grown !== undefined) return { seats: grown, sections: 1 };
  for (const wide of [false, true]) {
    const joined = cheapest(
      query,
      startingPieces(query, pieces).map((piece) => join(query, pieces, piece, wide)),
    );
    if (joined !== undefined) return { seats: joined, sections: new Set(joined.map((id) => hall.section[id])).size };
  }
  return undefined;
}

/** Pieces with a wheelchair place are the only ones from which an accessible group can grow. */
function usable({ hall, accessible }: SeatQuery, piece: readonly number[]): boolean {
  return !accessible || piece.some((id) => hall.kind[id] === WHEELCHAIR);
}

/** Seats next to each other in a block or one behind the other, open at the same level. */
function neighboursOf({ hall, open }: SeatQuery, id: number): number[] {
  const sameBlock = [id - 1, id + 1].filter((other) => other >= 1 && hall.block[other] === hall.block[id]);
  return [...sameBlock, hall.behind[id] ?? 0, hall.ahead[id] ?? 0].filter(
    (other) => other !== 0 && open.level[other] === open.level[id],
  );
}

function connectedPieces(query: SeatQuery): number[][] {
  const { hall, open } = query;
  const seen = new Uint8Array(hall.count + 1);
  const pieces: number[][] = [];
  for (let start = 1; start <= hall.count; start++) {
    if (seen[start] === 1 || (open.level[start] ?? -1) < 0 || (hall.row[start] ?? -1) < 0) continue;
    seen[start] = 1;
    const piece = [start];
    for (let i = 0; i < piece.length; i++) {
      for (const other of neighboursOf(query, piece[i] ?? start)) {
        if (seen[other] === 1) continue;
        seen[other] = 1;
        piece.push(other);
      }
    }
    if (piece.length >= 2) pieces.push(piece);
  }
  return pieces;
}

/** A connected group of `size` within a piece, from its best seat (or nearest to a point) always to the nearest seat. */
function grow(query: SeatQuery, piece: readonly number[], size: number, near?: { x: number; y: number }): number[] {
  const { hall } = query;
  const value = (id: number) =>
    near === undefined ? (hall.quality[id] ?? 0) : -Math.hypot((hall.x[id] ?? 0) - near.x, (hall.y[id] ?? 0) - near.y);
  const seeds = query.accessible && near === undefined ? piece.filter((id) => hall.kind[id] === WHEELCHAIR) : piece;
  const seed = seeds.reduce((best, id) => (value(id) > value(best) ? id : best), seeds[0] ?? 0);
  const group = [seed];
  const taken = new Set(group);
  while (group.length < size) {
    let next = 0;
    let least = Number.POSITIVE_INFINITY;
    for (const id of group) {
      for (const other of neighboursOf(query, id)) {
        if (taken.has(other)) continue;
        const d = distance(query, other, seed);
        if (d < least) {
          least = d;
          next = other;
        }
      }
    }
    if (next === 0) break;
    taken.add(next);
    group.push(next);
  }
  return group;
}

const PIECES_TRIED = 40;
const STARTS_PER_SECTION = 4;

/** The few best pieces of each section and level to begin from: in a hall of scattered pairs there are thousands. */
function startingPieces(query: SeatQuery, pieces: readonly number[][]): number[][] {
  const { hall, open } = query;
  const quality = (piece: readonly number[]) => hall.quality[piece[0] ?? 0] ?? 0;
  const groups = new Map<string, number[][]>();
  for (const piece of pieces) {
    if (!usable(query, piece)) continue;
    const key = `${hall.section[piece[0] ?? 0]} ${open.level[piece[0] ?? 0]}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [piece]);
    else group.push(piece);
  }
  return [...groups.values()].flatMap((group) =>
    group.sort((a, b) => quality(b) - quality(a)).slice(0, STARTS_PER_SECTION),
  );
}

/** Adds pieces of at least two, nearest first, until the party is seated; in its own section, or `wide`ly around it. */
function join(query: SeatQuery, pieces: readonly number[][], start: readonly number[], wide: boolean): number[] {
  const { hall, open, quantity } = query;
  const home = start[0] ?? 0;
  const section = hall.section[home] ?? -1;
  const around = new Set([section, ...(wide ? (hall.sections[section]?.neighbours ?? []) : [])]);
  const near = { x: hall.x[home] ?? 0, y: hall.y[home] ?? 0 };
  const others = pieces
    .filter((piece) => piece !== start && around.has(hall.section[piece[0] ?? 0] ?? -1))
    .filter((piece) => open.level[piece[0] ?? 0] === open.level[home])
    .sort((a, b) => distance(query, a[0] ?? 0, home) - distance(query, b[0] ?? 0, home))
    .slice(0, PIECES_TRIED);
  const group: number[] = [];
  for (const piece of [start, ...others]) {
    const left = quantity - group.length;
    let size = Math.min(piece.length, left);
    // Leaves at least two people for the last piece.
    if (left - size === 1) size--;
    if (size < 2) continue;
    group.push(...grow(query, piece, size, piece === start && query.accessible ? undefined : near));
    if (group.length === quantity) break;
  }
  return group;
}

function cheapest(query: SeatQuery, groups: readonly number[][]): number[] | undefined {
  const { hall, open, quantity } = query;
  let best: number[] | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const group of groups) {
    if (group.length !== quantity) continue;
    const spread = group.reduce((sum, id) => sum + distance(query, id, group[0] ?? id), 0);
    const quality = group.reduce((sum, id) => sum + (hall.quality[id] ?? 0), 0);
    const cost = loneSeatsAfter(hall, open.ordinary, group).length * STRAND_COST + spread - quality;
    if (cost < least) {
      least = cost;
      best = group;
    }
  }
  return best;
}

function distance({ hall }: SeatQuery, a: number, b: number): number {
  return Math.hypot((hall.x[a] ?? 0) - (hall.x[b] ?? 0), (hall.y[a] ?? 0) - (hall.y[b] ?? 0));
}

/** The first free places of a standing section that holds the whole party; `offset` spreads a rush over them. */
export function bestStanding({ hall, open, quantity, accessible }: SeatQuery, offset: number): number[] | undefined {
  if (accessible) return undefined;
  for (const section of hall.sections) {
    if (section.kind !== "standing") continue;
    const free: number[] = [];
    for (let id = section.first; id <= section.last; id++) if ((open.level[id] ?? -1) >= 0) free.push(id);
    if (free.length < quantity) continue;
    const from = offset % (free.length - quantity + 1);
    return free.slice(from, from + quantity);
  }
  return undefined;
}
