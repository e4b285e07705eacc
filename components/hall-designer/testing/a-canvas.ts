import type { Point } from "#lib/seating/layout";
import { addPart, addSection } from "#lib/seating/plan/edits/objects";
import { newPlan, newRowBlock, newSection } from "#lib/seating/plan/new-objects";
import { createDesignerStore } from "../designer-store.ts";
import { beginDrag, type Canvas, type Keys } from "../designer-tools.ts";

export const NO_KEYS: Keys = { shift: false, alt: false };

/** A canvas at one pixel a unit over a hall with one block of 4 × 5 seats, its front row around (0, 0). */
export function aCanvas(): Canvas & { lifted: string[] } {
  let n = 0;
  const plan = newPlan({ name: "Hall", floor: "Ground", category: "All", newId: () => `id${++n}` });
  const section = newSection(plan, { id: "stalls", name: "Stalls", kind: "seated" });
  const block = newRowBlock({ id: "block", at: [0, 0], rowCount: 4, seatCount: 5 });
  const store = createDesignerStore(addPart(addSection(plan, section), "stalls", block));
  const lifted: string[] = [];
  const nothing = () => undefined;
  const painter = { paint: nothing, lift: (ids: ReadonlySet<string>) => void lifted.push(...ids), shift: nothing };
  return {
    ...{ store, lifted, show: nothing, units: (pixels) => pixels },
    words: (name, at = 1) => `${name} ${at}`,
    painter: { ...painter, drop: nothing, mark: nothing, write: nothing, reveal: nothing },
  };
}

/** A drag with the tool that is held. */
export function drag(canvas: Canvas, from: Point, to: Point): void {
  const going = beginDrag(canvas, from, NO_KEYS);
  going?.move(from, NO_KEYS);
  going?.move(to, NO_KEYS);
  going?.end();
}
