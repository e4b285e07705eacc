import type { MapModel } from "./map-geometry.ts";

/** The distance and direction from a seat to the focal point. */
export type StageDistance = {
  /** Distance in seats, rounded. */
  readonly rows: number;
  /** On which part of the house one sits, as seen by a spectator who faces the stage from the middle. */
  readonly side: "left" | "centre" | "right";
  /** Where the stage lies on the map from here. */
  readonly direction: "up" | "down" | "left" | "right";
};

export function stageDistance(model: MapModel, id: number): StageDistance {
  const [fx, fy] = model.layout.focal;
  const dx = fx - (model.x[id] ?? 0);
  const dy = fy - (model.y[id] ?? 0);
  const direction = Math.abs(dy) >= Math.abs(dx) ? (dy <= 0 ? "up" : "down") : dx < 0 ? "left" : "right";
  // A third of the hall's half width either way still counts as the middle.
  const aside = -dx / Math.max(1, model.layout.width / 2);
  const side = Math.abs(aside) < 0.2 ? "centre" : aside < 0 ? "left" : "right";
  return { rows: Math.max(1, Math.round(Math.hypot(dx, dy) / model.layout.pitch)), side, direction };
}
