import { type Layout, SEAT_KINDS, type SeatKind } from "../../layout.ts";

/** What exports may leave out: the frame that only our own import reads, for programs that refuse what they do not know. */
export type ExportChoices = { readonly frame?: "kept" | "leftOut" };

/** A seat as every format says it. Places of standing sections are not among them. */
export type SeatLine = {
  readonly section: string;
  readonly row: string;
  readonly number: string;
  readonly x: number;
  readonly y: number;
  readonly category: string;
  readonly kind: SeatKind;
};

/** The seats of one row, in the order of the layout. */
export function seatLinesOf(layout: Layout, s: number, r: number): SeatLine[] {
  const section = layout.sections[s];
  const row = section?.rows[r];
  if (section === undefined || row === undefined) return [];
  return row.numbers.map((number, i) => ({
    ...{ section: section.name, row: row.label, number, x: row.x[i] ?? 0, y: row.y[i] ?? 0 },
    category: layout.categories[row.categories?.[i] ?? section.category]?.name ?? "",
    kind: SEAT_KINDS[(row.kinds?.[i] ?? ".") as keyof typeof SEAT_KINDS] ?? "STANDARD",
  }));
}

/** All seats in the order of the layout. */
export function allSeatLines(layout: Layout): SeatLine[] {
  return layout.sections.flatMap(({ rows }, s) => rows.flatMap((_, r) => seatLinesOf(layout, s, r)));
}
