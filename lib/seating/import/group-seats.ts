import { meanPoint } from "../geometry.ts";
import type { RowDraft, SectionDraft } from "./facing.ts";
import type { RawSeat } from "./raw-plan.ts";

/** Groups seats into rows and sections in the order of the file; the seats of each row stand along it. */
export function groupSeats(seats: readonly RawSeat[]): SectionDraft[] {
  const sections = new Map<string, { draft: SectionDraft; rows: Map<string, RowDraft> }>();
  for (const seat of seats) {
    let section = sections.get(seat.section);
    if (section === undefined) {
      section = { draft: { name: seat.section, rows: [] }, rows: new Map() };
      sections.set(seat.section, section);
    }
    let row = section.rows.get(seat.row);
    if (row === undefined) {
      row = { label: seat.row, numbers: [], x: [], y: [], categories: [], kinds: [], at: [] };
      section.rows.set(seat.row, row);
      section.draft.rows.push(row);
    }
    row.numbers.push(seat.number);
    row.x.push(seat.x);
    row.y.push(seat.y);
    row.categories.push(seat.category);
    row.kinds.push(seat.kind);
    row.at.push(seat.at);
  }
  return [...sections.values()].map(({ draft }) => ({ ...draft, rows: draft.rows.map(alongTheRow) }));
}

const CHAIN_MAX = 1_000;

/**
 * Sorts seats along the row: from one end, always to the nearest seat not yet visited. Sorting by x would fold a horseshoe.
 * A row too long for that, from a file without rows, is sorted by x, then y.
 */
function alongTheRow(row: RowDraft): RowDraft {
  if (row.x.length > CHAIN_MAX) {
    const order = row.x
      .map((_, i) => i)
      .sort((a, b) => (row.x[a] ?? 0) - (row.x[b] ?? 0) || (row.y[a] ?? 0) - (row.y[b] ?? 0));
    return pickSeats(row, order);
  }
  const [cx, cy] = meanPoint(row.x, row.y);
  const left = new Set(row.x.keys());
  const order: number[] = [];
  let [x, y, sign] = [cx, cy, -1];
  while (left.size > 0) {
    let next = -1;
    let best = Number.POSITIVE_INFINITY;
    for (const i of left) {
      const d = sign * Math.hypot((row.x[i] ?? 0) - x, (row.y[i] ?? 0) - y);
      if (d < best) {
        best = d;
        next = i;
      }
    }
    left.delete(next);
    order.push(next);
    [x, y, sign] = [row.x[next] ?? 0, row.y[next] ?? 0, 1];
  }
  return pickSeats(row, order);
}

/** The row with its seats in another order. */
export function pickSeats(row: RowDraft, order: readonly number[]): RowDraft {
  const take = <T>(column: readonly T[], fallback: T) => order.map((i) => column[i] ?? fallback);
  return {
    label: row.label,
    numbers: take(row.numbers, ""),
    x: take(row.x, 0),
    y: take(row.y, 0),
    categories: take(row.categories, 0),
    kinds: take(row.kinds, "."),
    at: take(row.at, {}),
  };
}
