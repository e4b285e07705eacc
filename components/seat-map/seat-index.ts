import type { Box, MapModel } from "./map-geometry.ts";
import { NO_ROW } from "./map-geometry.ts";

/**
 * Finds seats by place. The hall is cut into square cells of two seat distances; a look-up reads a few cells, whatever
 * the size of the hall. Places of standing sections have no place of their own and are never found here.
 */
export type SeatIndex = {
  /** The seat whose centre is nearest to the point and within `reach`, or 0. */
  readonly seatAt: (x: number, y: number, reach: number) => number;
  /** Ids of the seats whose centres lie in the box, in no particular order. */
  readonly seatsIn: (box: Box) => number[];
};

export function buildSeatIndex(model: MapModel): SeatIndex {
  const cell = Math.max(model.layout.pitch * 2, 1);
  const columns = Math.max(1, Math.ceil(model.layout.width / cell) + 1);
  const lines = Math.max(1, Math.ceil(model.layout.height / cell) + 1);
  const column = (x: number) => Math.min(columns - 1, Math.max(0, Math.floor(x / cell)));
  const line = (y: number) => Math.min(lines - 1, Math.max(0, Math.floor(y / cell)));
  const starts = new Uint32Array(columns * lines + 1);
  const cellOf = (id: number) => line(model.y[id] ?? 0) * columns + column(model.x[id] ?? 0);
  forEachSeat(model, (id) => {
    const at = cellOf(id) + 1;
    starts[at] = (starts[at] ?? 0) + 1;
  });
  for (let i = 1; i < starts.length; i++) starts[i] = (starts[i] ?? 0) + (starts[i - 1] ?? 0);
  const ids = new Uint32Array(starts.at(-1) ?? 0);
  const fill = starts.slice();
  forEachSeat(model, (id) => {
    const at = cellOf(id);
    const slot = fill[at] ?? 0;
    ids[slot] = id;
    fill[at] = slot + 1;
  });

  const visit = (box: Box, take: (id: number) => void) => {
    for (let l = line(box.top); l <= line(box.bottom); l++) {
      for (let c = column(box.left); c <= column(box.right); c++) {
        const at = l * columns + c;
        for (let i = starts[at] ?? 0; i < (starts[at + 1] ?? 0); i++) take(ids[i] ?? 0);
      }
    }
  };
  return {
    seatAt(x, y, reach) {
      let best = 0;
      let bestDistance = reach * reach;
      visit({ left: x - reach, top: y - reach, right: x + reach, bottom: y + reach }, (id) => {
        const distance = ((model.x[id] ?? 0) - x) ** 2 + ((model.y[id] ?? 0) - y) ** 2;
        if (distance > bestDistance || (distance === bestDistance && best !== 0)) return;
        bestDistance = distance;
        best = id;
      });
      return best;
    },
    seatsIn(box) {
      const found: number[] = [];
      visit(box, (id) => {
        const x = model.x[id] ?? 0;
        const y = model.y[id] ?? 0;
        if (x >= box.left && x <= box.right && y >= box.top && y <= box.bottom) found.push(id);
      });
      return found;
    },
  };
}

/** Index of the section whose outline holds the point, or -1; of overlapping ones the last drawn, which lies on top. */
export function sectionAt(model: MapModel, x: number, y: number): number {
  for (let i = model.sections.length - 1; i >= 0; i--) {
    const section = model.sections[i];
    if (!section) continue;
    const { box, outline } = section;
    if (x >= box.left && x <= box.right && y >= box.top && y <= box.bottom && isInside(outline, x, y)) return i;
  }
  return -1;
}

/** Even-odd rule, as SVG fills it. */
function isInside(outline: readonly number[], x: number, y: number): boolean {
  let inside = false;
  for (let i = 0, j = outline.length - 2; i + 1 < outline.length; j = i, i += 2) {
    const [xi, yi, xj, yj] = [outline[i] ?? 0, outline[i + 1] ?? 0, outline[j] ?? 0, outline[j + 1] ?? 0];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

function forEachSeat(model: MapModel, visit: (id: number) => void): void {
  for (let id = 1; id <= model.seatCount; id++) if (model.row[id] !== NO_ROW) visit(id);
}
