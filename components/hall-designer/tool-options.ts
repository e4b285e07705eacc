import type { Brush, Paint } from "#lib/seating/plan/edits/paint";

/** What an outline that is drawn point by point becomes; "selected" gives it to what is selected. */
export const OUTLINE_USES = ["selected", "standing", "stage", "screen", "shape"] as const;
export type OutlineUse = (typeof OUTLINE_USES)[number];

/** How the tools that need a choice are set. Not part of the plan, so no step. */
export type ToolOptions = {
  readonly outline: OutlineUse;
  readonly paints: Paint["paints"];
  readonly category: string | undefined;
  readonly quality: number;
  readonly takes: Brush["takes"];
  /** Radius of the brush in seat distances. */
  readonly reach: number;
};

export const USUAL_OPTIONS: ToolOptions = {
  ...{ outline: "selected", paints: "category", category: undefined, quality: 20 },
  ...{ takes: "seats", reach: 1 },
};

export function paintOf({ paints, category, quality }: ToolOptions): Paint {
  return paints === "category" ? { paints, category } : { paints, quality };
}
