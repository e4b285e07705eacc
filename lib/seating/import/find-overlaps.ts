import { boxOf } from "../geometry.ts";
import type { RowDraft, SectionDraft } from "./facing.ts";
import { seatWords } from "./plan-draft.ts";
import { type FileProblem, type Place, placeWords } from "./raw-plan.ts";

/** Seats nearer to each other than this part of the usual distance stand on one point: a file has one of them by mistake. */
const SAME_POINT = 0.02;
/** Nearer than this, rows of one section lie on one line. */
const SAME_LINE = 0.25;
/** Nearer than this, seats overlap as they are drawn. */
const OVERLAP = 0.6;

type Seat = { section: string; row: string; number: string; x: number; y: number; at: Place };
type Pair = { readonly seat: Seat; readonly under: Seat; readonly distance: number };

/**
 * Seats that stand on top of each other. Those on one point are problems, each with its place in the file; a section whose rows
 * lie on one line is one problem, as its depth is missing. Seats that only overlap are one note, because real lists have some.
 */
export function findOverlaps(
  sections: readonly SectionDraft[],
  { pitch, columnsHint }: { pitch: number; columnsHint: string },
): { problems: FileProblem[]; notes: string[] } {
  const pairs = closePairs(sections, pitch);
  const flat = sections.filter(
    (section) =>
      isFlat(section, pitch) &&
      pairs.some(
        (pair) => pair.distance < SAME_LINE * pitch && isWithin(pair, section) && pair.seat.row !== pair.under.row,
      ),
  );
  const problems: FileProblem[] = flat.map(({ name, rows }) => {
    const labels = rows.map(({ label }) => label);
    const listed = `${labels.slice(0, 4).join(", ")}${labels.length > 4 ? ", …" : ""}`;
    return { ...rows[0]?.at[0], reason: `the rows ${listed} of section ${name} lie on one line${columnsHint}` };
  });
  const others = pairs.filter((pair) => !flat.some((section) => isWithin(pair, section)));
  const isHidden = ({ distance }: Pair) => distance < SAME_POINT * pitch;
  for (const { seat, under } of others.filter(isHidden)) {
    problems.push({ ...seat.at, reason: `${seatWords(seat)} stands on ${seatWords(under)} (${placeWords(under.at)})` });
  }
  return { problems, notes: overlapNotes(others.filter((pair) => !isHidden(pair))) };
}

function overlapNotes(pairs: readonly Pair[]): string[] {
  const [first] = pairs;
  if (first === undefined) return [];
  const { seat, under } = first;
  const count = pairs.length === 1 ? "1 seat overlaps" : `${pairs.length} seats overlap`;
  return [
    `${count} another one, such as ${seatWords(seat)} (${placeWords(seat.at)}) and ${seatWords(under)} (${placeWords(under.at)})`,
  ];
}

function isWithin({ seat, under }: Pair, { name }: SectionDraft): boolean {
  return seat.section === name && under.section === name;
}

function isFlat({ rows }: SectionDraft, pitch: number): boolean {
  if (rows.length < 2) return false;
  const box = boxOf(
    rows.flatMap(({ x }) => x),
    rows.flatMap(({ y }) => y),
  );
  return Math.min(box.maxX - box.minX, box.maxY - box.minY) < SAME_LINE * pitch;
}

/** Each seat with the first earlier one that is too near, found on a grid. */
function closePairs(sections: readonly SectionDraft[], pitch: number): Pair[] {
  const reach = OVERLAP * pitch;
  const cells = new Map<string, Seat[]>();
  const pairs: Pair[] = [];
  for (const seat of sections.flatMap(seatsIn)) {
    const [column, line] = [Math.floor(seat.x / reach), Math.floor(seat.y / reach)];
    const around = [-1, 0, 1].flatMap((dx) =>
      [-1, 0, 1].flatMap((dy) => cells.get(`${column + dx} ${line + dy}`) ?? []),
    );
    const near = around
      .map((under) => ({ seat, under, distance: Math.hypot(seat.x - under.x, seat.y - under.y) }))
      .sort((a, b) => a.distance - b.distance)[0];
    if (near !== undefined && near.distance < reach) pairs.push(near);
    const cell = cells.get(`${column} ${line}`);
    // A heap of seats on one point is told from its first ones; all of them would take quadratic time.
    if (cell === undefined) cells.set(`${column} ${line}`, [seat]);
    else if (cell.length < 20) cell.push(seat);
  }
  return pairs;
}

function seatsIn({ name, rows }: SectionDraft): Seat[] {
  return rows.flatMap((row: RowDraft) =>
    row.numbers.map((number, i) => ({
      ...{ section: name, row: row.label, number, x: row.x[i] ?? 0, y: row.y[i] ?? 0, at: row.at[i] ?? {} },
    })),
  );
}
