import type { DetectedSection } from "../../detect/picture.ts";
import { tenth } from "../../geometry.ts";
import type { Point } from "../../layout.ts";
import { newSection } from "../new-objects.ts";
import type { Background, FreeRow, HallPlan, PlanSection } from "../plan.ts";
import { changeBackground, toPlan } from "./background.ts";

export type FoundSeats = { readonly pitch: number; readonly sections: readonly Pick<DetectedSection, "rows">[] };

type Terms = {
  readonly newId: () => string /** The next name for a section. */;
  readonly nextName: () => string;
  readonly floor: string;
};

/**
 * Puts the seats that were found in the traced picture where they are in it: a section for each group of rows, rows called 1, 2, 3
 * from the top and seats 1, 2, 3 from the left. A picture that was not calibrated gets the scale at which neighbouring seats stand the
 * plan's usual distance apart, unless something is drawn already. Without a picture or seats nothing changes.
 */
export function addFoundSeats(plan: HallPlan, { pitch, sections }: FoundSeats, terms: Terms): HallPlan {
  if (plan.background === null || sections.length === 0) return plan;
  const scaled = isFree(plan, plan.background) ? withSeatScale(plan, pitch) : plan;
  const { background } = scaled;
  if (background === null) return plan;
  const made = sections.map(({ rows }): PlanSection => {
    const parts = rows.map((row, r): FreeRow => {
      const spots = row.x.map((x, n): Point => toPlan(background, [x, row.y[n] ?? 0]));
      return {
        kind: "row",
        ...{ id: terms.newId(), label: String(r + 1), firstSeat: 0, exceptions: {} },
        numbers: spots.map((_, n) => String(n + 1)),
        x: spots.map(([x]) => tenth(x)),
        y: spots.map(([, y]) => tenth(y)),
      };
    });
    const own = newSection(plan, { id: terms.newId(), name: terms.nextName(), kind: "seated" });
    return { ...own, floor: terms.floor, parts };
  });
  return { ...scaled, sections: [...scaled.sections, ...made] };
}

const isFree = ({ sections, decor }: HallPlan, { unitsPerMetre }: Background) =>
  unitsPerMetre === undefined &&
  decor.length === 0 &&
  sections.every(({ parts, outline }) => parts.length === 0 && !outline);

function withSeatScale(plan: HallPlan, pitch: number): HallPlan {
  return pitch > 0 ? changeBackground(plan, { scale: plan.pitch / pitch }) : plan;
}
