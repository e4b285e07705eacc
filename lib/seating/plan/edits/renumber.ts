import { median } from "../../geometry.ts";
import { labelRows, numberSeats, type RowScheme, type SeatScheme } from "../numbering.ts";
import type { FreeRow, HallPlan, Part } from "../plan.ts";
import { changeParts } from "./objects.ts";

export type Numbering = { readonly rowScheme?: RowScheme; readonly seatScheme?: SeatScheme };

/**
 * Numbers parts by schemes: blocks and tables keep the scheme, free rows get its numbers, those chosen getting row labels in their
 * order. Numbers and labels that were set one by one give way.
 */
export function renumberParts(plan: HallPlan, ids: ReadonlySet<string>, numbering: Numbering): HallPlan {
  const chosen = plan.sections
    .flatMap(({ parts }) => parts)
    .filter((part): part is FreeRow => ids.has(part.id) && part.kind === "row");
  const labels = numbering.rowScheme && labelRows(chosen.length, numbering.rowScheme);
  const labelOf = new Map(labels?.map((label, i) => [chosen[i]?.id, label]));
  return changeParts(plan, (part) => (ids.has(part.id) ? renumber(part, numbering, labelOf.get(part.id)) : part));
}

function renumber(part: Part, { rowScheme, seatScheme }: Numbering, label: string | undefined): Part {
  const plain = seatScheme === undefined ? part : withoutNumbers(part);
  if (plain.kind === "row") {
    const numbers = seatScheme === undefined ? plain.numbers : freeNumbers(plain, seatScheme);
    return { ...plain, numbers, label: label ?? plain.label };
  }
  const numbered = { ...plain, seatScheme: seatScheme ?? plain.seatScheme };
  if (numbered.kind === "table" || rowScheme === undefined) return numbered;
  const { rowLabels: _, ...block } = numbered;
  return { ...block, rowScheme };
}

function withoutNumbers(part: Part): Part {
  const kept = Object.entries(part.exceptions).map(([place, { number: _, ...seat }]) => [place, seat] as const);
  return { ...part, exceptions: Object.fromEntries(kept.filter(([, seat]) => Object.keys(seat).length > 0)) };
}

/** Numbers of a free row; a gap of more than one and a half times the usual one is an aisle, and removed seats close up. */
function freeNumbers(row: FreeRow, scheme: SeatScheme): string[] {
  const blocks = [0];
  const gaps = gapsOf(row);
  const usual = median(gaps, 0);
  const counts = row.numbers.map(
    (_, i) => scheme.removed === "keep" || row.exceptions[row.firstSeat + i]?.removed !== true,
  );
  counts.forEach((isCounted, i) => {
    if (i > 0 && (gaps[i - 1] ?? 0) > 1.5 * usual) blocks.push(0);
    if (isCounted) blocks.push((blocks.pop() ?? 0) + 1);
  });
  const numbers = numberSeats(blocks, scheme);
  let next = 0;
  return row.numbers.map((old, i) => (counts[i] ? (numbers[next++] ?? old) : old));
}

/** Distances from each seat to the next. */
export function gapsOf({ x, y }: Pick<FreeRow, "x" | "y">): number[] {
  return x.slice(1).map((own, i) => Math.hypot(own - (x[i] ?? 0), (y[i + 1] ?? 0) - (y[i] ?? 0)));
}
