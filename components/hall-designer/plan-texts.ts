import { expandPart } from "#lib/seating/plan/expand-part";
import type { HallPlan, PlanSection } from "#lib/seating/plan/plan";
import type { Box } from "../seat-map/map-geometry.ts";
import type { Drawing } from "./plan-drawings.ts";
import { sectionBox } from "./plan-lookup.ts";

/**
 * The small texts of a plan, only those in view. Whenever something moves, the browser puts its layers together again, which takes
 * time for each text in the page: all row labels of a large hall cost more than the step of a drag may.
 */

const TEXTS_MAX = 1_500;
const tenths = (value: number) => Math.round(value * 10) / 10;
const isIn = ({ left, right, top, bottom }: Box, x: number, y: number) =>
  x >= left && x <= right && y >= top && y <= bottom;

/** Numbers on seats. */
export function seatNumbers(sections: readonly PlanSection[], view: Box): Drawing[] {
  const texts: Drawing[] = [];
  for (const row of near(sections, view).flatMap(({ parts }) => parts.flatMap((part) => expandPart(part).rows))) {
    for (let i = 0; i < row.numbers.length; i++) {
      const [x, y] = [row.x[i] ?? 0, row.y[i] ?? 0];
      if (!isIn(view, x, y)) continue;
      texts.push({ tag: "text", name: "hd-number", text: row.numbers[i] ?? "", x, y, size: 7 });
      if (texts.length >= TEXTS_MAX) return texts;
    }
  }
  return texts;
}

/** Labels of rows, before their first seat, and of tables. */
export function partLabels({ pitch }: Pick<HallPlan, "pitch">, sections: readonly PlanSection[], view: Box): Drawing[] {
  const texts = near(sections, view).flatMap(({ parts }) =>
    parts.flatMap((part): Drawing[] => {
      if (part.kind !== "table") return expandPart(part).rows.map((row) => rowLabel(row, pitch));
      const [x, y] = part.at;
      return [{ tag: "text", name: "hd-table-text", text: part.label, x, y, size: 11 }];
    }),
  );
  return texts.filter(({ x = 0, y = 0 }) => isIn(view, x, y)).slice(0, TEXTS_MAX);
}

function near(sections: readonly PlanSection[], view: Box): readonly PlanSection[] {
  return sections.filter((section) => {
    const box = sectionBox(section);
    return box && box.maxX >= view.left && box.minX <= view.right && box.maxY >= view.top && box.minY <= view.bottom;
  });
}

function rowLabel(
  { label, x, y }: { label: string; x: readonly number[]; y: readonly number[] },
  pitch: number,
): Drawing {
  const [x0, y0, x1, y1] = [x[0] ?? 0, y[0] ?? 0, x[1] ?? (x[0] ?? 0) + 1, y[1] ?? y[0] ?? 0];
  const step = (-pitch * 0.95) / (Math.hypot(x1 - x0, y1 - y0) || 1);
  return {
    ...{ tag: "text", name: "hd-row-label", text: label, size: 9 },
    ...{ x: tenths(x0 + (x1 - x0) * step), y: tenths(y0 + (y1 - y0) * step) },
  };
}
