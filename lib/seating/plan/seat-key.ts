import type { HallPlan, Part, RowBlock } from "./plan.ts";

/**
 * The stable key of a seat: the key of its row and its index in it, such as "x4k2m9qa:3:12" (block, row, seat), "r17:4" (free row
 * or table, seat). A change of labels, numbers, category, spot or neighbours leaves it as it is, and so does the change of a row
 * between a block and a free row.
 */
export function seatKey(row: string, seat: number | string): string {
  return `${row}:${seat}`;
}

export function rowKey({ id, rowIds }: Pick<RowBlock, "id" | "rowIds">, row: number): string {
  return rowIds?.[row] ?? `${id}:${row}`;
}

/** A seat in its plan: its part, and its place there, by which `exceptions` are kept. */
export type FoundSeat = { readonly part: Part; readonly place: string };

/** A function that finds the seat of a key, also one that its part does not show at present; undefined where no part has it. */
export function seatFinder({ sections }: Pick<HallPlan, "sections">): (key: string) => FoundSeat | undefined {
  const parts = new Map<string, Part>();
  const adopted = new Map<string, { part: Part; row: string }>();
  for (const part of sections.flatMap((section) => section.parts)) {
    parts.set(part.id, part);
    if (part.kind === "rows") for (const [row, id] of Object.entries(part.rowIds ?? {})) adopted.set(id, { part, row });
  }
  return (key) => {
    const colon = key.lastIndexOf(":");
    const [row, seat] = [key.slice(0, colon), key.slice(colon + 1)];
    const block = adopted.get(row);
    if (block !== undefined) return { part: block.part, place: `${block.row}:${seat}` };
    const own = parts.get(row);
    if (own !== undefined && own.kind !== "rows") return { part: own, place: seat };
    const part = parts.get(row.slice(0, row.lastIndexOf(":")));
    return part?.kind === "rows" ? { part, place: key.slice(part.id.length + 1) } : undefined;
  };
}
