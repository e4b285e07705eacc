import { boxOf, polygonArea, polygonContains, simplifyPolygon, tenth } from "../geometry.ts";

/**
 * The outline of a section whose file has none: everything within `reach` of a seat, shrunk back until it stands `pad`
 * away from the outermost seats (a morphological closing on a grid). It follows curved rows and horseshoes, where a
 * convex hull would cover the neighbours. Of several islands the one with the most seats is outlined; `outside` counts the
 * seats of the others.
 */
export function outlineAround(
  xs: readonly number[],
  ys: readonly number[],
  { pad, reach }: { pad: number; reach: number },
): { outline: number[]; outside: number } {
  const grid = makeGrid(xs, ys, reach);
  const toSeat = new Float64Array(grid.columns * grid.rows).fill(FAR);
  for (let i = 0; i < xs.length; i++) toSeat[cellOf(grid, xs[i] ?? 0, ys[i] ?? 0)] = 0;
  spreadDistances(toSeat, grid);
  const toOutside = toSeat.map((d) => (Math.sqrt(d) * grid.cell > reach ? 0 : FAR));
  spreadDistances(toOutside, grid);
  const inside = new Uint8Array(toOutside.length);
  for (let i = 0; i < inside.length; i++) {
    if (Math.sqrt(toOutside[i] ?? 0) * grid.cell > reach - pad) inside[i] = 1;
  }
  const loops = traceLoops(inside, grid).filter((loop) => polygonArea(loop) > 0);
  let best: number[] = [];
  let most = -1;
  for (const loop of loops) {
    const count = xs.filter((x, i) => polygonContains(loop, x, ys[i] ?? 0)).length;
    if (count > most) {
      most = count;
      best = loop;
    }
  }
  return { outline: simplifyPolygon(best, grid.cell * 1.3).map(tenth), outside: xs.length - Math.max(0, most) };
}

const FAR = 1e12;
const CELLS_MAX = 200_000;

type Grid = { cell: number; left: number; top: number; columns: number; rows: number };

function makeGrid(xs: readonly number[], ys: readonly number[], reach: number): Grid {
  const box = boxOf(xs, ys);
  const width = box.maxX - box.minX + 2 * reach;
  const height = box.maxY - box.minY + 2 * reach;
  // A section scattered over a whole stadium gets coarser cells, never more of them.
  const cell = Math.max(reach / 12, Math.sqrt((width * height) / CELLS_MAX), Math.max(width, height) / 50_000);
  return {
    cell,
    left: box.minX - reach - 2 * cell,
    top: box.minY - reach - 2 * cell,
    columns: Math.ceil(width / cell) + 5,
    rows: Math.ceil(height / cell) + 5,
  };
}

function cellOf(grid: Grid, x: number, y: number): number {
  return Math.round((y - grid.top) / grid.cell) * grid.columns + Math.round((x - grid.left) / grid.cell);
}

/**
 * Squared Euclidean distance of every cell to the nearest zero cell, in cells, in place: one pass down the columns, one
 * along the rows (Felzenszwalb and Huttenlocher, "Distance Transforms of Sampled Functions", 2012).
 */
function spreadDistances(field: Float64Array, { columns, rows }: Grid): void {
  const longest = Math.max(columns, rows);
  const line = new Float64Array(longest);
  const scratch = { parabola: new Int32Array(longest), border: new Float64Array(longest + 1) };
  for (let c = 0; c < columns; c++) {
    for (let r = 0; r < rows; r++) line[r] = field[r * columns + c] ?? FAR;
    lowerEnvelope(line, rows, scratch, (r, d) => {
      field[r * columns + c] = d;
    });
  }
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) line[c] = field[r * columns + c] ?? FAR;
    lowerEnvelope(line, columns, scratch, (c, d) => {
      field[r * columns + c] = d;
    });
  }
}

function lowerEnvelope(
  f: Float64Array,
  n: number,
  { parabola, border }: { parabola: Int32Array; border: Float64Array },
  put: (i: number, distance: number) => void,
): void {
  const at = (i: number) => f[i] ?? FAR;
  let k = 0;
  parabola[0] = 0;
  border[0] = Number.NEGATIVE_INFINITY;
  border[1] = Number.POSITIVE_INFINITY;
  for (let q = 1; q < n; q++) {
    const crossing = (p: number) => (at(q) + q * q - (at(p) + p * p)) / (2 * (q - p));
    let s = crossing(parabola[k] ?? 0);
    while (s <= (border[k] ?? Number.NEGATIVE_INFINITY)) {
      k--;
      s = crossing(parabola[k] ?? 0);
    }
    k++;
    parabola[k] = q;
    border[k] = s;
    border[k + 1] = Number.POSITIVE_INFINITY;
  }
  k = 0;
  for (let q = 0; q < n; q++) {
    while ((border[k + 1] ?? Number.POSITIVE_INFINITY) < q) k++;
    const p = parabola[k] ?? 0;
    put(q, (q - p) * (q - p) + at(p));
  }
}

/** The borders of the inside cells as closed loops, outer ones clockwise on a screen, holes the other way. */
function traceLoops(inside: Uint8Array, grid: Grid): number[][] {
  const { columns, rows } = grid;
  const next = new Map<number, number[]>();
  const corner = (c: number, r: number) => r * (columns + 1) + c;
  const edge = (from: number, to: number) => {
    const list = next.get(from);
    if (list === undefined) next.set(from, [to]);
    else list.push(to);
  };
  for (let r = 1; r < rows - 1; r++) {
    for (let c = 1; c < columns - 1; c++) {
      const i = r * columns + c;
      if (inside[i] !== 1) continue;
      if (inside[i - columns] !== 1) edge(corner(c, r), corner(c + 1, r));
      if (inside[i + 1] !== 1) edge(corner(c + 1, r), corner(c + 1, r + 1));
      if (inside[i + columns] !== 1) edge(corner(c + 1, r + 1), corner(c, r + 1));
      if (inside[i - 1] !== 1) edge(corner(c, r + 1), corner(c, r));
    }
  }
  const loops: number[][] = [];
  for (const start of next.keys()) {
    const loop: number[] = [];
    for (let at = start, to = next.get(at)?.pop(); to !== undefined; at = to, to = next.get(at)?.pop()) {
      const c = at % (columns + 1);
      loop.push(grid.left + (c - 0.5) * grid.cell, grid.top + ((at - c) / (columns + 1) - 0.5) * grid.cell);
    }
    if (loop.length >= 8) loops.push(loop);
  }
  return loops;
}
