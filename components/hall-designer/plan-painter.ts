import type { Point } from "#lib/seating/layout";
import type { HallPlan, PlanDecor, PlanSection } from "#lib/seating/plan/plan";
import type { Camera, Detail } from "../seat-map/map-camera.ts";
import type { Box } from "../seat-map/map-geometry.ts";
import { marksOf } from "../seat-map/seat-marks.ts";
import { qualityDrawings, removedDrawings } from "./hidden-drawings.ts";
import { type Drawing, decorDrawings, partDrawings, sectionDrawings } from "./plan-drawings.ts";
import { partLabels, seatNumbers } from "./plan-texts.ts";

/**
 * Draws a plan into the layers of the canvas, beside React: a section is a group of a few paths and is written again only when it is
 * another object than before. What is dragged lies in a layer of its own, which the compositor moves without drawing it again.
 */
export type PlanPainter = {
  readonly paint: (plan: HallPlan, floor: string) => void;
  /** Takes things out of the drawing into the layer that moves. */
  readonly lift: (ids: ReadonlySet<string>) => void;
  /** Moves what was lifted. */
  readonly shift: (motion: Motion) => void;
  /** Puts back what was lifted; the next paint draws it where it is now. */
  readonly drop: () => void;
  /** Rings around chosen seats. */
  readonly mark: (seats: readonly { readonly x: number; readonly y: number }[]) => void;
  /** What the plan hides: quality that was painted by hand, removed seats. */
  readonly reveal: (shown: { readonly quality: boolean; readonly removed: boolean }) => void;
  /** Texts of rows, tables and seats that are in view, as far as the detail shows them. */
  readonly write: (detail: Detail, view: Box) => void;
};

export type Motion = { readonly by: Point; readonly degrees: number; readonly about: Point };

export type Layers = {
  readonly areas: SVGGElement;
  readonly lifted: SVGGElement;
  /** The element of the moving layer, which carries the transform. */
  readonly carrier: SVGSVGElement;
  /** The frames of what is selected, in pixels of the screen; they move with it. */
  readonly frames: SVGSVGElement;
  readonly camera: () => Camera;
  readonly marks: SVGGElement;
  readonly hidden: SVGGElement;
  readonly texts: SVGGElement;
};

const SVG = "http://www.w3.org/2000/svg";

type Shown = { thing: PlanSection | PlanDecor; group: SVGGElement };

export function createPlanPainter(layers: Layers, pitch: number): PlanPainter {
  const marks = marksOf(pitch * 0.8);
  const shown = new Map<string, Shown>();
  let plan: HallPlan | undefined;
  let categories: HallPlan["categories"] | undefined;
  let lifted: ReadonlySet<string> = new Set();
  let floor = "";
  let seen: { readonly detail: Detail; readonly view: Box } | undefined;

  function drawThing(thing: PlanSection | PlanDecor, isFresh: boolean): void {
    const known = shown.get(thing.id);
    if (known?.thing === thing && !isFresh) return;
    const group = known?.group ?? layers.areas.appendChild(document.createElementNS(SVG, "g"));
    fill(group, drawingsOf(thing));
    group.classList.toggle("hd-away", thing.floor !== floor);
    shown.set(thing.id, { thing, group });
  }

  function drawingsOf(thing: PlanSection | PlanDecor): Drawing[] {
    if (plan === undefined || !("parts" in thing)) return "parts" in thing ? [] : decorDrawings(thing);
    if (!thing.parts.some(({ id }) => lifted.has(id))) return sectionDrawings(plan, thing, marks);
    return sectionDrawings(plan, { ...thing, parts: thing.parts.filter(({ id }) => !lifted.has(id)) }, marks);
  }

  function paint(next: HallPlan, onFloor: string): void {
    const isFresh = next.categories !== categories || onFloor !== floor;
    [plan, categories, floor] = [next, next.categories, onFloor];
    const things = [...next.sections, ...next.decor];
    const ids = new Set(things.map(({ id }) => id));
    for (const [id, { group }] of shown) {
      if (ids.has(id)) continue;
      group.remove();
      shown.delete(id);
    }
    for (const thing of things) drawThing(thing, isFresh);
  }

  function drop(): void {
    if (lifted.size === 0) return;
    const was = lifted;
    lifted = new Set();
    layers.lifted.replaceChildren();
    layers.carrier.style.transform = "";
    layers.frames.style.transform = "";
    for (const { thing, group } of shown.values()) {
      if (group.parentNode !== layers.areas) layers.areas.append(group);
      if ("parts" in thing && thing.parts.some(({ id }) => was.has(id))) drawThing(thing, true);
    }
    writeTexts();
  }

  /** Texts of what is lifted, or of what stays. */
  function textsOf(which: "lifted" | "still"): Drawing[] {
    if (plan === undefined || seen === undefined || (seen.detail !== "rows" && seen.detail !== "numbers")) return [];
    const sections = plan.sections.flatMap((section) => {
      if (section.floor !== floor) return [];
      const isLifted = ({ id }: { id: string }) => lifted.has(section.id) || lifted.has(id);
      const parts = section.parts.filter((part) => isLifted(part) === (which === "lifted"));
      return parts.length === section.parts.length ? [section] : [{ ...section, parts }];
    });
    // While something is moved no seat has its number: a thousand of them cost more than a step may take.
    const numbers = seen.detail === "numbers" && lifted.size === 0 ? seatNumbers(sections, seen.view) : [];
    return [...partLabels(plan, sections, seen.view), ...numbers];
  }

  const writeTexts = () => fill(layers.texts, textsOf("still"));

  return {
    paint,
    drop,
    lift(ids) {
      drop();
      lifted = ids;
      for (const { thing, group } of [...shown.values()]) {
        if (ids.has(thing.id)) layers.lifted.append(group);
        else if ("parts" in thing && thing.parts.some(({ id }) => ids.has(id))) {
          drawThing(thing, true);
          const own = layers.lifted.appendChild(document.createElementNS(SVG, "g"));
          const parts = thing.parts.filter(({ id }) => ids.has(id));
          if (plan) fill(own, partDrawings(plan, { ...thing, parts }, marks));
        }
      }
      fill(layers.lifted.appendChild(document.createElementNS(SVG, "g")), textsOf("lifted"));
      writeTexts();
    },
    shift({ by, degrees, about }) {
      const k = Number(layers.carrier.style.getPropertyValue("--k")) || 1;
      const turn = degrees === 0 ? "" : ` rotate(${degrees}deg)`;
      layers.carrier.style.transformOrigin = `${about[0] * k}px ${about[1] * k}px`;
      layers.carrier.style.transform = `translate(${by[0] * k}px,${by[1] * k}px)${turn}`;
      const { x, y } = layers.camera();
      layers.frames.style.transformOrigin = `${about[0] * k + x}px ${about[1] * k + y}px`;
      layers.frames.style.transform = layers.carrier.style.transform;
    },
    mark(seats) {
      layers.marks.replaceChildren();
      if (seats.length === 0) return;
      const r = Math.round(pitch * 5.2) / 10;
      const ring = `m${-r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;
      const d = seats.map(({ x, y }) => `M${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}${ring}`).join("");
      fill(layers.marks, [{ tag: "path", name: "hd-chosen", d }]);
    },
    reveal({ quality, removed }) {
      const here = plan?.sections.filter((section) => section.floor === floor) ?? [];
      fill(layers.hidden, [
        ...(quality ? qualityDrawings(here) : []),
        ...(removed ? removedDrawings(here, pitch) : []),
      ]);
    },
    write(detail, view) {
      seen = { detail, view };
      writeTexts();
    },
  };
}

/** Makes a group hold these drawings; elements that are there are used again, which spares the browser their layout. */
function fill(group: SVGGElement, drawings: readonly Drawing[]): void {
  drawings.forEach((drawing, i) => {
    const there = group.children[i];
    const element = there?.tagName === drawing.tag ? (there as SVGElement) : document.createElementNS(SVG, drawing.tag);
    write(element, drawing);
    if (there === undefined) group.append(element);
    else if (there !== element) there.replaceWith(element);
  });
  while (group.children.length > drawings.length) group.lastElementChild?.remove();
}

function write(element: SVGElement, { name, d, hue, text, x, y, size }: Drawing): void {
  set(element, "class", hue === undefined ? name : `${name} hd-hued`);
  if (hue === undefined) element.style.removeProperty("--cat");
  else element.style.setProperty("--cat", String(hue));
  if (d !== undefined) set(element, "d", d);
  if (text === undefined) return;
  if (element.textContent !== text) element.textContent = text;
  set(element, "x", String(x));
  set(element, "y", String(y));
  if (size === undefined) element.removeAttribute("font-size");
  else set(element, "font-size", String(size));
}

function set(element: SVGElement, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
