import type { Detail } from "../seat-map/map-camera.ts";
import type { Box, MapModel } from "../seat-map/map-geometry.ts";
import { NO_ROW } from "../seat-map/map-geometry.ts";
import { rowLabels, seatNumbers } from "../seat-map/map-texts.ts";
import type { SeatIndex } from "../seat-map/seat-index.ts";
import { levelMark, levelSlot, type Marks, marked, marksOf } from "../seat-map/seat-marks.ts";
import { seatDot } from "../seat-map/seat-paths.ts";
import { type PaintState, type SeatNow, seatNow } from "./paint-store.ts";

const SVG = "http://www.w3.org/2000/svg";

type Layers = { readonly seats: SVGGElement; readonly marks: SVGGElement; readonly texts: SVGGElement };

/** Draws seats by their allocation and state, beside React: a batch of seats that look alike is one path. */
export function createPaintPainter(layers: Layers, model: MapModel, index: SeatIndex) {
  const marks = marksOf(model.seatSize);
  return {
    paint: (state: PaintState, looks: ReadonlyMap<number, number>) => {
      const batches = new Map<string, string>();
      for (let id = 1; id <= model.seatCount; id++) {
        if (model.row[id] === NO_ROW) continue;
        const key = `${state.allocationOf[id] ?? 0}-${state.isKnown ? seatNow(model, state, id) : "free"}`;
        batches.set(key, (batches.get(key) ?? "") + seatDot(model, id));
      }
      const drawings = [...batches].flatMap(([key, d]) => drawingsOf(key, d, { looks, marks }));
      fill(layers.seats, drawings);
    },
    /** What is chosen, where the keyboard is, and the line that is being drawn around seats. */
    mark: ({ selected, cursor }: PaintState, { hovered, line }: { hovered: number; line: string }) => {
      const chosen = [...selected]
        .filter((id) => model.row[id] !== NO_ROW)
        .map((id) => seatDot(model, id))
        .join("");
      const ring = (id: number) => (id > 0 && model.row[id] !== NO_ROW ? ringOf(model, id) : "");
      fill(layers.marks, [
        ["seat-chosen", chosen],
        ["mark-chosen", marked(chosen, marks.check)],
        ["ring-hovered", ring(hovered)],
        ["ring-cursor", ring(cursor)],
        ["paint-lasso", line],
      ]);
    },
    write: (view: Box, { detail, selected }: { detail: Detail; selected: ReadonlySet<number> }) => {
      const isNear = detail === "rows" || detail === "numbers";
      const numbers = detail === "numbers" ? seatNumbers(model, index, view, (id) => !selected.has(id)) : [];
      const texts = isNear ? [...rowLabels(model, view), ...numbers] : [];
      layers.texts.replaceChildren(
        ...texts.map(({ x, y, text, name }) => {
          const element = document.createElementNS(SVG, "text");
          element.setAttribute("x", String(x));
          element.setAttribute("y", String(y));
          element.setAttribute("class", name.startsWith("seat-number") ? "seat-number paint-number" : name);
          element.textContent = text;
          return element;
        }),
      );
    },
  };
}

type Drawing = readonly [name: string, d: string];

/** The one table from a batch to its appearance: class of each path and its data. */
function drawingsOf(
  key: string,
  d: string,
  { looks, marks }: { looks: ReadonlyMap<number, number>; marks: Marks },
): Drawing[] {
  const [allocation, now] = key.split("-") as [string, SeatNow];
  const look = looks.get(Number(allocation));
  const slash: Drawing = ["mark-held", marked(d, marks.slash)];
  if (now === "blocked") return [["seat-blocked", marked(d, marks.levels[2] ?? "h0")]];
  if (look === undefined)
    return now === "free" ? [["paint-open", d]] : now === "held" ? [["seat-held", d], slash] : [["seat-booked", d]];
  const [slot, mark] = [levelSlot(look), levelMark(look)];
  if (now === "sold") return [[`paint-sold slot-${slot}`, d]];
  if (now === "held") return [[`paint-held slot-${slot}`, d], slash];
  return [
    [`seat-free slot-${slot}`, d],
    [`mark-level mark-${mark} slot-${slot}`, marked(d, marks.levels[mark] ?? "")],
  ];
}

function fill(layer: SVGGElement, drawings: readonly Drawing[]): void {
  layer.replaceChildren(
    ...drawings
      .filter(([, d]) => d !== "")
      .map(([name, d]) => {
        const path = document.createElementNS(SVG, "path");
        path.setAttribute("class", name);
        path.setAttribute("d", d);
        return path;
      }),
  );
}

function ringOf(model: MapModel, id: number): string {
  const r = Math.round(model.seatSize * 6.4) / 10;
  return `M${(model.x[id] ?? 0) - r} ${model.y[id] ?? 0}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;
}
