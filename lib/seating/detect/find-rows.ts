import { median } from "../geometry.ts";
import type { SeatShape } from "./choose-seats.ts";
import type { DetectedRow, DetectedSection } from "./picture.ts";
import { spotGrid } from "./spot-grid.ts";

/** The next seat of a row is at most this many pitches away; a wider gap is an aisle and begins a row. */
const STEP_MAX = 1.6;
/** Rows of one section are at most this many pitches apart. */
const SECTION_GAP = 2.4;
/** Two seats go on in the direction of the step before, up to this angle. */
const BEND_COSINE = Math.cos((32 * Math.PI) / 180);

/** A row goes where the rows around it go, up to this angle. */
const SIDE_COSINE = Math.cos((35 * Math.PI) / 180);

type Link = { readonly index: number; readonly distance: number };

/**
 * Puts seats into rows and rows into sections. A seat's row goes where its two neighbours stand opposite each other at the pitch, so
 * straight and curved rows are found alike; where both directions would do, rows lie across the picture.
 */
export function findRows(seats: readonly SeatShape[]): { pitch: number; sections: DetectedSection[] } {
  if (seats.length === 0) return { pitch: 0, sections: [] };
  const size = median(
    seats.map((seat) => seat.size),
    1,
  );
  const wide = spotGrid(seats, size * 4);
  const pitch = median(
    seats.map((_, i) => wide.near(i)[0]?.distance ?? size),
    size,
  );
  const grid = spotGrid(seats, pitch * STEP_MAX);
  const around = seats.map((_, i): Around => ({ i, near: grid.near(i), pitch }));
  const best = around.map((one) => linkOf(seats, one));
  const directions = seats.map((_, i) => directionAt(best, [i, ...wide.near(i).map(({ index }) => index)]));
  const links = around.map((one, i) => linkOf(seats, { ...one, along: directions[i] })?.pair ?? []);
  const rows = rowsOf(seats, links);
  return { pitch, sections: sectionsOf(seats, { rows, pitch }) };
}

type Around = {
  readonly i: number;
  readonly near: readonly Link[];
  readonly pitch: number;
  /** Where rows around the seat go; any way where undefined. */
  readonly along?: Way | undefined;
};

type Way = { readonly x: number; readonly y: number };
type Pair = { readonly pair: readonly [number, number]; readonly way: Way; readonly cost: number };

/** The seats before and behind one of its row: the best pair of opposite ones. */
function linkOf(seats: readonly SeatShape[], { i, near, pitch, along }: Around): Pair | undefined {
  const own = seats[i];
  if (own === undefined) return undefined;
  let best: Pair | undefined;
  near.forEach((a, n) => {
    for (const b of near.slice(n + 1)) {
      const [from, to] = [seats[a.index], seats[b.index]];
      if (from === undefined || to === undefined) continue;
      const cosine =
        ((own.x - from.x) * (to.x - own.x) + (own.y - from.y) * (to.y - own.y)) / (a.distance * b.distance || 1);
      if (cosine < BEND_COSINE) continue;
      const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
      const way = { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
      if (along && Math.abs(along.x * way.x + along.y * way.y) < SIDE_COSINE) continue;
      const cost = (a.distance + b.distance) / pitch + 2 * (1 - cosine) + 0.35 * Math.abs(way.y);
      if (cost < (best?.cost ?? Number.POSITIVE_INFINITY)) best = { cost, way, pair: [a.index, b.index] };
    }
  });
  return best;
}

/**
 * Where rows go around a seat: what the seats there say, nearer neighbours louder (angles doubled, since a row has no beginning). A seat
 * at the end of a row has its opposite neighbours in front and behind, and would go that way alone.
 */
function directionAt(links: readonly (Pair | undefined)[], seats: readonly number[]): Way | undefined {
  let [x, y] = [0, 0];
  for (const i of seats) {
    const link = links[i];
    if (link === undefined) continue;
    const weight = 1 / link.cost ** 4;
    x += weight * (link.way.x ** 2 - link.way.y ** 2);
    y += weight * 2 * link.way.x * link.way.y;
  }
  if (x === 0 && y === 0) return undefined;
  const angle = Math.atan2(y, x) / 2;
  return { x: Math.cos(angle), y: Math.sin(angle) };
}

/** Joins seats that name each other, or of which one names an end that has no pair of its own. */
function rowsOf(seats: readonly SeatShape[], links: readonly (readonly number[])[]): number[][] {
  const next = seats.map((): number[] => []);
  links.forEach((own, i) => {
    for (const other of own) {
      const theirs = links[other] ?? [];
      if (other < i && theirs.includes(i)) continue;
      if (theirs.length > 0 && !theirs.includes(i)) continue;
      if ((next[i]?.length ?? 2) >= 2 || (next[other]?.length ?? 2) >= 2) continue;
      next[i]?.push(other);
      next[other]?.push(i);
    }
  });
  return chainsOf(next);
}

/** The paths of a graph in which no point has more than two neighbours, ends first, rings opened. */
function chainsOf(next: readonly (readonly number[])[]): number[][] {
  const seen = new Set<number>();
  const walk = (start: number): number[] => {
    const chain: number[] = [];
    for (let at: number | undefined = start; at !== undefined; at = next[at]?.find((other) => !seen.has(other))) {
      seen.add(at);
      chain.push(at);
    }
    return chain;
  };
  const ends = next.flatMap((own, i) => (own.length < 2 ? [i] : []));
  const all = next.map((_, i) => i);
  return [...ends, ...all].flatMap((i) => (seen.has(i) ? [] : [walk(i)]));
}

type Found = { readonly rows: readonly (readonly number[])[]; readonly pitch: number };

/** Rows whose seats come nearer than an aisle are one section; sections and rows from the top left, seats from left to right. */
function sectionsOf(seats: readonly SeatShape[], { rows, pitch }: Found): DetectedSection[] {
  const grid = spotGrid(seats, pitch * SECTION_GAP);
  const rowAt = new Map(rows.flatMap((row, r) => row.map((seat): [number, number] => [seat, r])));
  const seen = new Set<number>();
  const groups: number[][] = [];
  rows.forEach((_, start) => {
    if (seen.has(start)) return;
    const group = [start];
    seen.add(start);
    for (let g = 0; g < group.length; g++)
      for (const seat of rows[group[g] ?? 0] ?? [])
        for (const { index } of grid.near(seat)) {
          const other = rowAt.get(index);
          if (other === undefined || seen.has(other)) continue;
          seen.add(other);
          group.push(other);
        }
    groups.push(group);
  });
  return groups.map((group) => {
    const own = group.map((r) => rowFrom(seats, rows[r] ?? [])).sort((a, b) => topOf(a) - topOf(b));
    return { rows: own, confidence: meanOf(own.map((row) => row.confidence)) };
  });
}

function rowFrom(seats: readonly SeatShape[], row: readonly number[]): DetectedRow {
  const own = row.flatMap((i) => seats[i] ?? []);
  const [first, last] = [own[0], own.at(-1)];
  if (first !== undefined && last !== undefined && (last.x - first.x || last.y - first.y) < 0) own.reverse();
  const steps = own.slice(1).map((seat, i) => Math.hypot(seat.x - (own[i]?.x ?? 0), seat.y - (own[i]?.y ?? 0)));
  const usual = median(steps, 1);
  const even = steps.length === 0 ? 0.5 : meanOf(steps.map((step) => Math.min(step, usual) / Math.max(step, usual)));
  return {
    x: own.map(({ x }) => x),
    y: own.map(({ y }) => y),
    confidence: even * meanOf(own.map(({ likeness }) => likeness)),
  };
}

const topOf = ({ y }: DetectedRow) => meanOf(y);

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / (values.length || 1);
