import type { Point } from "../../layout.ts";
import type { HallPlan } from "../plan.ts";

/** Seats of half a metre stand 20 units apart. */
export const UNITS_PER_METRE = 40;

/**
 * Gives the picture that is traced its true size: the two points, which a person clicked on it, are then `metres` apart at 40 units for a
 * metre. The first point stays where it is; what is drawn already stays too. Without a picture, or with points on one spot or a length
 * that is not above 0, nothing changes.
 */
export function calibrateBackground(
  plan: HallPlan,
  { from, to, metres }: { readonly from: Point; readonly to: Point; readonly metres: number },
): HallPlan {
  const { background } = plan;
  const distance = Math.hypot(to[0] - from[0], to[1] - from[1]);
  if (background === null || distance === 0 || !(metres > 0)) return plan;
  const factor = (metres * UNITS_PER_METRE) / distance;
  const at: Point = [from[0] + (background.at[0] - from[0]) * factor, from[1] + (background.at[1] - from[1]) * factor];
  const scale = background.scale * factor;
  return { ...plan, background: { ...background, at, scale, unitsPerMetre: UNITS_PER_METRE } };
}
