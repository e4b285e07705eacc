import type { SeatView } from "../../layout.ts";
import type { HallPlan, PlanSection } from "../plan.ts";
import type { Report } from "./problem.ts";
import { placeOf } from "./sections.ts";

type Viewed = { readonly view: SeatView; readonly part?: string };

/** Ids of the pictures that views of a plan show. */
export function viewPicturesOf({ sections }: HallPlan): string[] {
  return sections.flatMap((section) => viewsOf(section).map(({ view }) => view.picture));
}

/** Views that show a picture which is no longer stored: buyers would see none. */
export function findViewProblems(
  { sections }: HallPlan,
  { gone, report }: { gone: ReadonlySet<string>; report: Report },
): void {
  if (gone.size === 0) return;
  for (const section of sections)
    for (const { part } of viewsOf(section).filter(({ view }) => gone.has(view.picture)))
      report("viewWithoutPicture", {
        ...placeOf(section),
        ...(part === undefined ? {} : { part }),
        values: { section: section.name },
      });
}

function viewsOf({ view, parts }: PlanSection): Viewed[] {
  const ofParts = parts.flatMap((part): Viewed[] => {
    const own = part.kind === "rows" ? Object.values(part.rowViews ?? {}) : part.view ? [part.view] : [];
    return own.map((shown) => ({ view: shown, part: part.id }));
  });
  return view ? [{ view }, ...ofParts] : ofParts;
}
