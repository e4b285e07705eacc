import type { Detail } from "./map-camera.ts";
import type { Box, MapModel } from "./map-geometry.ts";
import { rowLabels, seatNumbers } from "./map-texts.ts";
import type { SeatIndex } from "./seat-index.ts";
import { levelMark, levelSlot, type Marks, marked, marksOf } from "./seat-marks.ts";
import { type PathKey, seatDot, sectionPaths } from "./seat-paths.ts";

/**
 * Draws the seats into layers of the map's SVG. It works beside React on purpose: a seat is never an element, a section
 * is a few paths, and a change of state rewrites the paths of its section only.
 */
export type MapPainter = {
  /** Writes the paths of the sections that differ; all of them the first time. */
  readonly paint: (states: Uint8Array, sections: Iterable<number>) => void;
  /** Fades the free seats that the filters leave out. */
  readonly dim: (isDim: SeatFilter) => void;
  /** The few seats that stand out, drawn above the others. */
  readonly highlight: (seats: Highlights) => void;
  /** Draws the visible row letters and the numbers of seats that want one, as the detail allows. */
  readonly label: (view: Box, detail: Detail, wantsNumber: (id: number) => boolean) => void;
};

export type Highlights = {
  readonly selected: readonly number[];
  readonly proposed: readonly number[];
  readonly hovered: number;
  readonly cursor: number;
};

export type SeatFilter = (level: number, kind: number) => boolean;

const SVG = "http://www.w3.org/2000/svg";

export function createMapPainter(
  layers: { seats: SVGGElement; marks: SVGGElement; texts: SVGGElement },
  model: MapModel,
  index: SeatIndex,
): MapPainter {
  const marks = marksOf(model.seatSize);
  const groups = model.sections.map(() => new Map<string, SVGPathElement>());
  layers.seats.replaceChildren();
  const parents = model.sections.map(() => layers.seats.appendChild(document.createElementNS(SVG, "g")));

  let isDim: SeatFilter = () => false;

  function fade(path: SVGPathElement, name: string): void {
    const [, level, kind] = /level-(\d+) kind-(\d+)/.exec(name) ?? [];
    if (level !== undefined) path.classList.toggle("dim", isDim(Number(level), Number(kind)));
  }

  function draw(section: number, name: string, d: string): void {
    const paths = groups[section];
    let path = paths?.get(name);
    if (!path) {
      if (d === "") return;
      path = document.createElementNS(SVG, "path");
      path.setAttribute("class", name);
      fade(path, name);
      parents[section]?.append(path);
      paths?.set(name, path);
    }
    if (path.getAttribute("d") !== d) path.setAttribute("d", d);
  }

  return {
    paint(states, sections) {
      for (const section of sections) {
        const wanted = new Map<string, string>();
        for (const [key, d] of sectionPaths(model, states, section)) {
          for (const [name, drawn] of drawingsOf(key, d, marks)) wanted.set(name, drawn);
        }
        for (const name of groups[section]?.keys() ?? []) if (!wanted.has(name)) draw(section, name, "");
        for (const [name, d] of wanted) draw(section, name, d);
      }
    },
    dim(filter) {
      isDim = filter;
      for (const group of groups) for (const [name, path] of group) fade(path, name);
    },
    highlight({ selected, proposed, hovered, cursor }) {
      const dots = (ids: readonly number[]) => ids.map((id) => seatDot(model, id)).join("");
      const chosen = dots(selected);
      const batches: [name: string, d: string][] = [
        ["seat-proposed", dots(proposed)],
        ["seat-chosen", chosen],
        ["mark-chosen", marked(chosen, marks.check)],
        ["ring-hovered", hovered > 0 ? seatRing(model, hovered) : ""],
        ["ring-cursor", cursor > 0 ? seatRing(model, cursor) : ""],
      ];
      layers.marks.replaceChildren(
        ...batches
          .filter(([, d]) => d !== "")
          .map(([name, d]) => {
            const path = document.createElementNS(SVG, "path");
            path.setAttribute("class", name);
            path.setAttribute("d", d);
            return path;
          }),
      );
    },
    label(view, detail, wantsNumber) {
      const texts =
        detail === "rows" || detail === "numbers"
          ? [...rowLabels(model, view), ...(detail === "numbers" ? seatNumbers(model, index, view, wantsNumber) : [])]
          : [];
      layers.texts.replaceChildren(
        ...texts.map(({ x, y, text, name }) => {
          const element = document.createElementNS(SVG, "text");
          element.setAttribute("x", String(x));
          element.setAttribute("y", String(y));
          element.setAttribute("class", name);
          element.textContent = text;
          return element;
        }),
      );
    },
  };
}

/** The one table from a batch to its appearance: class of each path and its data. */
function drawingsOf(key: PathKey, d: string, marks: Marks): [name: string, d: string][] {
  if (key === "held")
    return [
      ["seat-held", d],
      ["mark-held", marked(d, marks.slash)],
    ];
  if (key === "booked") return [["seat-booked", d]];
  if (key === "blocked") return [["seat-blocked", marked(d, marks.levels[2] ?? "h0")]];
  const [, level = "0", kind = "0"] = key.split("-");
  const slot = levelSlot(Number(level));
  const names = `slot-${slot} level-${level} kind-${kind}`;
  const mark = levelMark(Number(level));
  const fill: [string, string] = [`seat-free ${names}`, d];
  if (kind === "1") return [fill, [`mark-sign ${names}`, marked(d, marks.wheelchair)]];
  if (kind === "2") return [fill, [`mark-sign ${names}`, marked(d, marks.companion)]];
  const levelSign: [string, string] = [`mark-level mark-${mark} ${names}`, marked(d, marks.levels[mark] ?? "")];
  return kind === "3" ? [fill, levelSign, [`mark-notch ${names}`, marked(d, marks.restricted)]] : [fill, levelSign];
}

/** A circle around a seat, as two arcs. */
function seatRing(model: MapModel, id: number): string {
  const r = Math.round(model.seatSize * 6.4) / 10;
  const x = Math.round((model.x[id] ?? 0) * 10) / 10;
  const y = Math.round((model.y[id] ?? 0) * 10) / 10;
  return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;
}
