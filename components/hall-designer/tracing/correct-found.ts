import { findRows } from "#lib/seating/detect/find-rows";
import type { Point } from "#lib/seating/layout";
import type { FoundInPicture } from "./tracing-state.ts";

/** How far from a seat's middle a press still means it, in seats. */
const REACH = 0.6;

/** Takes away the found seat at a pixel, or adds one that was missed there. */
export function correctFound(found: FoundInPicture, [px, py]: Point): FoundInPicture {
  const isThere = (x: number, y: number) => Math.hypot(x - px, y - py) <= REACH * found.size;
  const sections = found.sections.map(({ rows }) => ({
    rows: rows.flatMap((row) => {
      const kept = [...row.x.keys()].filter((i) => !isThere(row.x[i] ?? 0, row.y[i] ?? 0));
      if (kept.length === row.x.length) return [row];
      if (kept.length === 0) return [];
      return [{ ...row, x: kept.map((i) => row.x[i] ?? 0), y: kept.map((i) => row.y[i] ?? 0) }];
    }),
  }));
  const left = countOf(sections);
  const isCorrected = true;
  if (left < found.count) return { ...found, sections, count: left, isCorrected };
  const added = { rows: [{ x: [px], y: [py], confidence: 1 }] };
  return { ...found, sections: [...sections, added], count: found.count + 1, isCorrected };
}

/** The rows and sections that corrected seats form. */
export function withRows(found: FoundInPicture): FoundInPicture {
  if (!found.isCorrected) return found;
  const { size } = found;
  const spots = found.sections.flatMap(({ rows }) =>
    rows.flatMap(({ x, y }) => x.map((at, i) => ({ x: at, y: y[i] ?? 0, size, likeness: 1 }))),
  );
  return { ...found, ...findRows(spots), isCorrected: false };
}

const countOf = (sections: FoundInPicture["sections"]) =>
  sections.reduce((sum, { rows }) => sum + rows.reduce((seats, { x }) => seats + x.length, 0), 0);
