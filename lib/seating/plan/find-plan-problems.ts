import { seatsOfPlan } from "./drawn-seats.ts";
import type { HallPlan } from "./plan.ts";
import { findLabelProblems } from "./problems/labels.ts";
import { findPlaceProblems } from "./problems/places.ts";
import { gatherProblems, type PlanProblems } from "./problems/problem.ts";
import { findReachProblems } from "./problems/reach.ts";
import { findSectionProblems } from "./problems/sections.ts";
import { findViewProblems } from "./problems/views.ts";
import { seatGrid } from "./seat-grid.ts";

/**
 * What is wrong with a plan, for the list beside the map. A plan without errors has a layout that `checkLayout` accepts. Linear in the
 * seats but for sections, of which each is compared with each. `gone` are ids of pictures that are no longer stored, where that is known.
 */
export function findPlanProblems(plan: HallPlan, gone: ReadonlySet<string> = new Set()): PlanProblems {
  const { report, result } = gatherProblems();
  const seats = seatsOfPlan(plan);
  const grid = seatGrid(seats, 2 * plan.pitch);
  findSectionProblems(plan, report);
  findLabelProblems(plan, report);
  findPlaceProblems(plan, { seats, grid, report });
  findReachProblems(plan, { grid, report });
  findViewProblems(plan, { gone, report });
  return result();
}
