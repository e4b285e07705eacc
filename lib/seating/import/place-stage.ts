import { boxOf, boxOfPolygon, polygonContains } from "../geometry.ts";
import type { Decor, Point } from "../layout.ts";
import { type Facing, pointBefore, type SectionDraft, seatsOf } from "./facing.ts";
import type { RawArea } from "./raw-plan.ts";
import { namesStage } from "./stage-words.ts";

export type Stage = {
  /** Where people look. */
  readonly focal: Point;
  /** The areas that are the stage as the file draws it. */
  readonly named: readonly RawArea[];
  /** A stage that the file does not have. */
  readonly drawn: readonly Decor[];
  readonly notes: readonly string[];
};

/**
 * Finds where people look. A focus that was given beats the stage that the file names, and that beats what rows suggest. A stage is
 * drawn for a file without one only where all sections face one way, the file draws nothing itself and no seat is in the way;
 * wherever it had to be guessed, the notes say so and how to correct it. `inFile` turns a point into the file's own units.
 */
export function placeStage(
  sections: readonly SectionDraft[],
  {
    areas,
    facing,
    pitch,
    focus,
    inFile,
  }: {
    areas: readonly RawArea[];
    facing: Facing;
    pitch: number;
    focus: Point | undefined;
    inFile: (point: Point) => string;
  },
): Stage {
  const called = areas.filter((area) => namesStage(area.text));
  const named = called.filter((area) => area.outline.length >= 6 && !coversSeats(area.outline, sections, 0));
  const covering = called.filter((area) => area.outline.length >= 6 && !named.includes(area));
  const notes = covering.map(({ text }) => `${text} would lie over seats, so only its name is drawn`);
  const largest = [...called].sort((a, b) => sizeOf(b) - sizeOf(a))[0];
  if (focus !== undefined || largest !== undefined)
    return { focal: focus ?? middleOf(largest?.outline ?? []), named, drawn: [], notes };
  const focal = facing.shape === "one-sided" ? pointBefore(sections, facing.towards, 3 * pitch) : facing.focal;
  const bar = drawStage(facing, focal, { sections, pitch });
  const isGuess = !facing.isKnown || facing.shape === "around" || areas.length > 0;
  const drawn = isGuess || coversSeats(bar.outline, sections, pitch / 2) ? [] : [bar];
  return { focal, named: [], drawn, notes: [...notes, guessWords(facing, areas.length > 0, inFile(focal))] };
}

function guessWords(facing: Facing, hasAreas: boolean, at: string): string {
  const correct = `if people look elsewhere, say where: --focus x,y`;
  if (facing.shape === "around")
    return `seats stand all round: people are taken to look at ${at} between them, and no stage is drawn; ${correct}`;
  if (hasAreas)
    return `no shape of the plan is called a stage: people are taken to look towards ${at}, and none is drawn; ${correct}`;
  if (!facing.isKnown)
    return `neither the names nor the curves of rows say where the stage is: people are taken to look towards ${at}, and none is drawn; ${correct}`;
  const side =
    Math.abs(facing.towards[1]) < Math.abs(facing.towards[0]) ? "beside" : facing.towards[1] > 0 ? "below" : "above";
  const upwards = side === "below" ? " (where y grows upwards in the file, import it with --y-up)" : "";
  return `the file has no stage: one is drawn ${side} the front row, at ${at}${upwards}; ${correct}`;
}

/** A bar in front of a one-sided hall. */
function drawStage(
  facing: Facing,
  [x, y]: Point,
  { sections, pitch }: { sections: readonly SectionDraft[]; pitch: number },
): Decor & { kind: "stage" } {
  const all = sections.map(seatsOf);
  const box = boxOf(
    all.flatMap((s) => s.x),
    all.flatMap((s) => s.y),
  );
  const [tx, ty] = facing.shape === "one-sided" ? facing.towards : [0, -1];
  const isUpright = Math.abs(ty) >= Math.abs(tx);
  const wide = Math.max(4 * pitch, (isUpright ? box.maxX - box.minX : box.maxY - box.minY) * 0.4);
  const [halfX, halfY] = isUpright ? [wide / 2, pitch] : [pitch, wide / 2];
  const [l, t, r, b] = [x - halfX, y - halfY, x + halfX, y + halfY];
  return { kind: "stage", outline: [l, t, r, t, r, b, l, b], text: "Stage" };
}

/** Whether a seat stands on a polygon, or nearer to it than `margin` (measured along the axes). */
function coversSeats(outline: readonly number[], sections: readonly SectionDraft[], margin: number): boolean {
  const box = boxOfPolygon(outline);
  return sections.some((section) => {
    const { x, y } = seatsOf(section);
    return x.some((seatX, i) => {
      const seatY = y[i] ?? 0;
      const near =
        seatX > box.minX - margin &&
        seatX < box.maxX + margin &&
        seatY > box.minY - margin &&
        seatY < box.maxY + margin;
      return near && (margin > 0 || polygonContains(outline, seatX, seatY));
    });
  });
}

function sizeOf({ outline }: RawArea): number {
  const box = boxOfPolygon(outline);
  return (box.maxX - box.minX) * (box.maxY - box.minY);
}

function middleOf(outline: readonly number[]): Point {
  const box = boxOfPolygon(outline);
  return [(box.minX + box.maxX) / 2, (box.minY + box.maxY) / 2];
}
