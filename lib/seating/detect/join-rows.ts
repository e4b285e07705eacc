/** Seats of one row in their order along it. */
export type SpotRow = { readonly x: readonly number[]; readonly y: readonly number[] };

/** An aisle, or seats that are missing, may be this many pitches wide. */
const REACH = 10;
/** How far a row may go on beside the line of its last seats, in pitches: rows stand farther apart. */
const BESIDE = 0.8;
/** A row turns by at most this much across an aisle. */
const TURN_COSINE = Math.cos((30 * Math.PI) / 180);
/** The direction of an end is that of so many seats. */
const END_SEATS = 5;

type Vector = readonly [x: number, y: number];
type End = { readonly row: number; readonly at: Vector; readonly out: Vector };

/**
 * Joins rows of one section that aisles or missing seats have cut: each goes on where the line of its last seats meets another one that
 * comes towards it. The nearest fits win; a seat alone goes in the direction of the rows around it.
 */
export function joinRows(rows: readonly SpotRow[], pitch: number): SpotRow[] {
  const ends = rows.flatMap((row, i) => endsOf(rows, row, i));
  const joins = ends
    .flatMap((a, i) => ends.slice(i + 1).flatMap((b, j) => joinOf({ a, b, first: i, second: i + 1 + j }, pitch)))
    .sort((a, b) => a.cost - b.cost);
  const partner = new Map<number, number>();
  const chain = rows.map((_, i) => i);
  const rootOf = (i: number): number => (chain[i] === i || chain[i] === undefined ? i : rootOf(chain[i]));
  for (const { first, second } of joins) {
    const [a, b] = [rootOf(first >> 1), rootOf(second >> 1)];
    if (a === b || partner.has(first) || partner.has(second)) continue;
    partner.set(first, second);
    partner.set(second, first);
    chain[a] = b;
  }
  return walk(rows, partner);
}

/** Both ends of a row: index 2 i is its beginning, 2 i + 1 its end. */
function endsOf(rows: readonly SpotRow[], row: SpotRow, i: number): [End, End] {
  const last = row.x.length - 1;
  const far = Math.min(last, END_SEATS - 1);
  const [first, final]: [Vector, Vector] = [spotOf(row, 0), spotOf(row, last)];
  if (last > 0)
    return [
      { row: i, at: first, out: unit(spotOf(row, far), first) },
      { row: i, at: final, out: unit(spotOf(row, last - far), final) },
    ];
  const [x, y] = directionNear(rows, first);
  return [
    { row: i, at: first, out: [-x, -y] },
    { row: i, at: final, out: [x, y] },
  ];
}

/** The direction of the longest-enough row that has a seat nearest to a spot; across the page where there is none. */
function directionNear(rows: readonly SpotRow[], [x, y]: Vector): Vector {
  let best: { distance: number; direction: Vector } = { distance: Number.POSITIVE_INFINITY, direction: [1, 0] };
  for (const row of rows) {
    if (row.x.length < 3) continue;
    for (let i = 0; i < row.x.length; i++) {
      const distance = Math.hypot((row.x[i] ?? 0) - x, (row.y[i] ?? 0) - y);
      if (distance >= best.distance) continue;
      best = { distance, direction: unit(spotOf(row, Math.max(0, i - 1)), spotOf(row, i === 0 ? 1 : i)) };
    }
  }
  return best.direction;
}

type Pair = { readonly a: End; readonly b: End; readonly first: number; readonly second: number };

function joinOf({ a, b, first, second }: Pair, pitch: number): { first: number; second: number; cost: number }[] {
  if (a.row === b.row) return [];
  const distance = Math.hypot(b.at[0] - a.at[0], b.at[1] - a.at[1]);
  if (distance > REACH * pitch || distance === 0) return [];
  const way = unit(a.at, b.at);
  const besideA = Math.abs(cross(a.out, way)) * distance;
  const besideB = Math.abs(cross(b.out, way)) * distance;
  const isStraight = dot(a.out, way) > TURN_COSINE && -dot(b.out, way) > TURN_COSINE;
  if (!isStraight || Math.min(besideA, besideB) > BESIDE * pitch || Math.max(besideA, besideB) > 2 * BESIDE * pitch)
    return [];
  return [{ first, second, cost: distance / pitch + (3 * (besideA + besideB)) / pitch }];
}

/** The rows along their joins, from left to right. */
function walk(rows: readonly SpotRow[], partner: ReadonlyMap<number, number>): SpotRow[] {
  const seen = new Set<number>();
  const from = (start: number): SpotRow => {
    const [x, y]: [number[], number[]] = [[], []];
    for (let end: number | undefined = start; end !== undefined; ) {
      const row = rows[end >> 1];
      seen.add(end >> 1);
      const isForward = end % 2 === 0;
      x.push(...(isForward ? (row?.x ?? []) : [...(row?.x ?? [])].reverse()));
      y.push(...(isForward ? (row?.y ?? []) : [...(row?.y ?? [])].reverse()));
      end = partner.get(end ^ 1);
    }
    return isBackward(x, y) ? { x: x.reverse(), y: y.reverse() } : { x, y };
  };
  return rows.flatMap((_, i) => {
    if (seen.has(i)) return [];
    const [first, last] = [2 * i, 2 * i + 1];
    // An end without a partner begins its row; the middle of a row waits for its end.
    const start = !partner.has(first) ? first : !partner.has(last) ? last : undefined;
    return start === undefined ? [] : [from(start)];
  });
}

const isBackward = (x: readonly number[], y: readonly number[]) =>
  ((x.at(-1) ?? 0) - (x[0] ?? 0) || (y.at(-1) ?? 0) - (y[0] ?? 0)) < 0;
const spotOf = ({ x, y }: SpotRow, i: number): Vector => [x[i] ?? 0, y[i] ?? 0];
const dot = (a: Vector, b: Vector) => a[0] * b[0] + a[1] * b[1];
const cross = (a: Vector, b: Vector) => a[0] * b[1] - a[1] * b[0];

function unit(from: Vector, to: Vector): Vector {
  const [x, y] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(x, y) || 1;
  return [x / length, y / length];
}
