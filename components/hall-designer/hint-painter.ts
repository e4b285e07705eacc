import type { Box } from "#lib/seating/geometry";
import type { Point } from "#lib/seating/layout";
import type { Snapped } from "#lib/seating/plan/snap";
import type { Camera } from "../seat-map/map-camera.ts";

/** What a gesture shows while it goes on, in coordinates of the plan. */
export type Hint = {
  readonly guides?: Snapped["guides"];
  readonly band?: Box;
  readonly line?: readonly Point[];
  /** A line that is not closed yet, with its corners. */
  readonly open?: readonly Point[];
  readonly brush?: { readonly at: Point; readonly radius: number };
  readonly numbers?: { readonly at: Point; readonly text: string };
};

const SVG = "http://www.w3.org/2000/svg";
/** Drawn where nobody sees it: a layer that loses all its content makes the compositor put all layers together again. */
const NOTHING = "M-9 -9h1";

/**
 * Shows hints beside React: rendering components at each step of a drag took longer than the step may. The elements stay in the page,
 * and a step writes only what differs.
 */
export function createHintPainter(svg: SVGSVGElement, camera: () => Camera): (hint: Hint) => void {
  const add = <Tag extends "path" | "g" | "rect" | "text">(tag: Tag, name: string, parent: SVGElement = svg) => {
    const element = document.createElementNS(SVG, tag);
    if (name !== "") element.setAttribute("class", name);
    return parent.appendChild(element);
  };
  svg.replaceChildren();
  const [guides, band, numbers] = [add("path", "hd-guide"), add("path", "hd-band"), add("g", "")];
  const back = add("rect", "hd-numbers-back", numbers);
  const text = add("text", "hd-numbers", numbers);
  for (const [name, value] of [
    ["x", -8],
    ["y", -15],
    ["height", 26],
    ["rx", 6],
  ] as const)
    set(back, name, String(value));
  set(text, "y", "3");
  const show = (hint: Hint) => {
    const { k, x, y } = camera();
    const toScreen = ([px, py]: Point): Point => [px * k + x, py * k + y];
    set(guides, "d", guidesPath(hint.guides ?? {}, toScreen));
    set(band, "d", shapePath(hint, toScreen, k));
    set(band, "class", hint.open ? "hd-open-line" : "hd-band");
    const [nx, ny] = hint.numbers ? toScreen(hint.numbers.at) : [-1e4, -1e4];
    set(numbers, "transform", `translate(${nx + 18},${ny + 24})`);
    if (hint.numbers === undefined || hint.numbers.text === text.textContent) return;
    text.textContent = hint.numbers.text;
    set(back, "width", String(hint.numbers.text.length * 9 + 18));
  };
  show({});
  return show;
}

type ToScreen = (point: Point) => Point;

function guidesPath({ x, y }: Snapped["guides"], toScreen: ToScreen): string {
  const down = x === undefined ? "" : `M${toScreen([x, 0])[0]} 0V4000`;
  const across = y === undefined ? "" : `M0 ${toScreen([0, y])[1]}H8000`;
  return down + across || NOTHING;
}

function shapePath({ band, line, open, brush }: Hint, toScreen: ToScreen, k: number): string {
  if (band) return bandPath(band, toScreen);
  if (line) return `${linePath(line, toScreen)}Z`;
  if (open) return linePath(open, toScreen) + open.map((corner) => dotPath(toScreen(corner), 5)).join("");
  return brush ? dotPath(toScreen(brush.at), brush.radius * k) : NOTHING;
}

const dotPath = ([x, y]: Point, r: number) => `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;

function bandPath({ minX, minY, maxX, maxY }: Box, toScreen: ToScreen): string {
  const [[x0, y0], [x1, y1]] = [toScreen([minX, minY]), toScreen([maxX, maxY])];
  return `M${x0} ${y0}H${x1}V${y1}H${x0}Z`;
}

function linePath(line: readonly Point[], toScreen: ToScreen): string {
  return `M${line.map((point) => toScreen(point).join(" ")).join("L")}`;
}

function set(element: SVGElement, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
