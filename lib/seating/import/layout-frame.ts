import { z } from "zod";
import { hallLayout, layoutRow, layoutSection } from "../answer-contract.ts";
import { checkLayout } from "../check-layout.ts";
import { tenth } from "../geometry.ts";
import type { Layout, Row, Section } from "../layout.ts";
import type { RawPlan, RawSeat } from "./raw-plan.ts";

/**
 * A layout without names and spots of its seats: what formats of seating plans have no word for (outlines, drawings, standing areas,
 * where people look, unsold categories). Exports carry it beside the seats, so that a hall comes back as it was; a file whose
 * seats no longer fit it is read like any other.
 */
const frameSchema = hallLayout.extend({
  sections: z.array(
    layoutSection.extend({
      rows: z.array(layoutRow.omit({ numbers: true, x: true, y: true }).extend({ count: z.int().min(1) })),
    }),
  ),
});
type Frame = z.infer<typeof frameSchema>;

/** The key or column under which files carry the frame. */
export const FRAME_NAME = "fairseat";

/** The frame of a layout as JSON text. */
export function frameOf(layout: Layout): string {
  const sections = layout.sections.map((section) => ({
    ...section,
    rows: section.rows.map(({ numbers, x: _x, y: _y, ...row }) => ({ ...row, count: numbers.length })),
  }));
  return JSON.stringify({ ...layout, sections });
}

/** The layout of seats in their frame, or undefined when the frame is none or the seats do not fit it. */
export function layoutInFrame({ seats, categories }: RawPlan, frameText: string): Layout | undefined {
  const frame = readFrame(frameText);
  if (frame === undefined) return undefined;
  let next = 0;
  const sections: Section[] = [];
  for (const section of frame.sections) {
    const rows: Row[] = [];
    for (const row of section.rows) {
      const own = seats.slice(next, next + row.count);
      next += row.count;
      const fits =
        own.length === row.count && own.every((seat, i) => isSeatOf(seat, { section, row, i, frame, categories }));
      if (!fits) return undefined;
      rows.push(toRow(row, own));
    }
    sections.push({ ...section, rows });
  }
  const layout: Layout = { ...frame, sections };
  return next === seats.length && isSound(layout, seats) ? layout : undefined;
}

/** A file that was edited may have made a wrong layout or put seats on one spot; reading it like any other says what is wrong. */
function isSound(layout: Layout, seats: readonly RawSeat[]): boolean {
  const spots = new Set(seats.map(({ x, y }) => `${tenth(x)} ${tenth(y)}`));
  return spots.size === seats.length && checkLayout(layout).length === 0;
}

function readFrame(text: string): Frame | undefined {
  try {
    return frameSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

type FrameRow = Frame["sections"][number]["rows"][number];
type Within = {
  readonly section: Frame["sections"][number];
  readonly row: FrameRow;
  readonly i: number;
  readonly frame: Frame;
  readonly categories: RawPlan["categories"];
};

/** Whether a seat is what the frame says of it, so that a file in which names or categories were changed is not read as before. */
function isSeatOf(seat: RawSeat, { section, row, i, frame, categories }: Within): boolean {
  const kind = row.kinds?.[i] ?? ".";
  const category = frame.categories[row.categories?.[i] ?? section.category]?.name;
  return (
    seat.section === section.name &&
    (seat.row === row.label || row.label === "") &&
    categories[seat.category]?.name === category &&
    // Readers take seats of a category that names wheelchairs for wheelchair spaces.
    (seat.kind === kind || (kind === "." && seat.kind === "w"))
  );
}

function toRow({ count: _, ...row }: FrameRow, seats: readonly RawSeat[]): Row {
  return {
    ...row,
    numbers: seats.map(({ number }) => number),
    x: seats.map(({ x }) => tenth(x)),
    y: seats.map(({ y }) => tenth(y)),
  };
}
