import { WHEELCHAIR } from "./blocks.ts";
import { type SeatQuery, strandedBy } from "./open-seats.ts";

/** A window lies in one block, or runs along a row across one or more aisles. */
export type WindowKind = "block" | "aisle";

/** A stranded seat outweighs any difference in quality: the sums of qualities stay below this. */
export const STRAND_COST = 1e9;
/** Separating one person from the party by an aisle is worse than leaving a single seat at either end. */
const ALONE_STRANDS = 3;
/** A second wheelchair place taken by a party that needs one. */
const SPARE_WHEELCHAIR_COST = 1e8;

/**
 * The cost of seating a party in the `quantity` seats from each seat id on, infinite where it cannot sit; and how many
 * single seats each would leave (a person parted from the others by an aisle counts as three).
 */
export function windowCosts(query: SeatQuery, kind: WindowKind): { cost: Float64Array; strands: Uint8Array } {
  const { hall, open, quantity } = query;
  const cost = new Float64Array(hall.count + 1).fill(Number.POSITIVE_INFINITY);
  const strands = new Uint8Array(hall.count + 1);
  if (kind === "aisle" && quantity < 2) return { cost, strands };
  const sums = slidingSums(query);
  for (let first = 1; first + quantity - 1 <= hall.count; first++) {
    if ((open.level[first] ?? -1) < 0 || (hall.row[first] ?? -1) < 0) continue;
    const last = first + quantity - 1;
    const parts = kind === "block" ? blockParts(query, first) : aisleParts(query, first);
    if (parts === undefined) continue;
    const wheelchairs = (sums.wheelchairs[last] ?? 0) - (sums.wheelchairs[first - 1] ?? 0);
    if (query.accessible && wheelchairs === 0) continue;
    const left = strandedBy(hall, open.ordinary, first, kind === "block" ? last : parts.firstEnd);
    const right = kind === "block" ? 0 : strandedBy(hall, open.ordinary, parts.lastStart, last);
    const lost = left + right + parts.alone * ALONE_STRANDS;
    strands[first] = lost;
    cost[first] =
      lost * STRAND_COST +
      (query.accessible ? (wheelchairs - 1) * SPARE_WHEELCHAIR_COST : 0) -
      ((sums.quality[last] ?? 0) - (sums.quality[first - 1] ?? 0));
  }
  return { cost, strands };
}

function slidingSums({ hall }: SeatQuery): { quality: Float64Array; wheelchairs: Int32Array } {
  const quality = new Float64Array(hall.count + 1);
  const wheelchairs = new Int32Array(hall.count + 1);
  for (let id = 1; id <= hall.count; id++) {
    quality[id] = (quality[id - 1] ?? 0) + (hall.quality[id] ?? 0);
    wheelchairs[id] = (wheelchairs[id - 1] ?? 0) + (hall.kind[id] === WHEELCHAIR ? 1 : 0);
  }
  return { quality, wheelchairs };
}

/** Where the first part of the window ends, where its last begins, and how many people it parts from all others. */
type Parts = { readonly firstEnd: number; readonly lastStart: number; readonly alone: number };

function blockParts({ open, quantity }: SeatQuery, first: number): Parts | undefined {
  if ((open.run[first] ?? 0) < quantity) return undefined;
  return { firstEnd: first + quantity - 1, lastStart: first, alone: 0 };
}

/** Walks from block to block along the row; each but the last must be filled to its end. */
function aisleParts({ hall, open, quantity }: SeatQuery, first: number): Parts | undefined {
  let at = first;
  let left = quantity;
  let alone = 0;
  let firstEnd = 0;
  for (;;) {
    const block = hall.blocks[hall.block[at] ?? -1];
    if (block === undefined || open.level[at] !== open.level[first]) return undefined;
    const part = Math.min(left, block.last - at + 1);
    if ((open.run[at] ?? 0) < part) return undefined;
    if (part === 1 && quantity > 2) alone++;
    if (firstEnd === 0) firstEnd = at + part - 1;
    left -= part;
    if (left === 0) return at === first ? undefined : { firstEnd, lastStart: at, alone };
    if (!block.joinsNext) return undefined;
    at = block.last + 1;
  }
}
