import { z } from "zod";
import { idRuns, unfoldIds } from "../seat-ids.ts";
import type { Painting } from "./level-of-seats.ts";

const level = z.int();
const seats = z.array(z.object({ runs: z.array(z.int()), level })).default([]);
/** As `events.painting` keeps it: seats as runs of ids, so that a painted hall is a few kilobytes. */
const stored = z.object({
  sections: z.array(z.object({ section: z.string(), level })).default([]),
  rows: z.array(z.object({ section: z.string(), row: z.string(), level })).default([]),
  seats,
  kept: seats,
});

/** Reads the column `events.painting`. */
export function storedPainting(column: unknown): Painting {
  const { sections, rows, ...read } = stored.parse(column ?? {});
  const unfolded = (entries: typeof read.seats) =>
    entries.map(({ runs, level: id }) => ({ seatIds: unfoldIds(runs), level: id }));
  return { sections, rows, seats: unfolded(read.seats), kept: unfolded(read.kept) };
}

/** The column `events.painting` of a painting. */
export function paintingColumn({ sections, rows, seats: painted, kept }: Painting) {
  const folded = (entries: Painting["seats"]) =>
    entries.map(({ seatIds, level: id }) => ({ runs: idRuns([...seatIds].sort((a, b) => a - b)), level: id }));
  return {
    sections: sections.map((each) => ({ ...each })),
    rows: rows.map((each) => ({ ...each })),
    ...{ seats: folded(painted), kept: folded(kept) },
  };
}
