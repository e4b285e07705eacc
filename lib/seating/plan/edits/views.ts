import type { SeatView } from "../../layout.ts";
import type { HallPlan, Part } from "../plan.ts";
import { changePart, changeSection } from "./objects.ts";

/** Where a view is taken from: a section, a free row or table, or one row of a block by its index. */
export type ViewPlace = { readonly section: string } | { readonly part: string; readonly row?: number };

/** Sets the view from a place, or takes it away. A block without `row` stays as it is, for only its rows have views. */
export function setView(plan: HallPlan, place: ViewPlace, view: SeatView | undefined): HallPlan {
  if ("section" in place) return changeSection(plan, place.section, (section) => withView(section, view));
  return changePart(plan, place.part, (part): Part => {
    if (part.kind !== "rows") return withView(part, view);
    return place.row === undefined ? part : withRowView(part, place.row, view);
  });
}

function withView<Owner extends { readonly view?: SeatView }>(owner: Owner, view: SeatView | undefined): Owner {
  const { view: _, ...rest } = owner;
  return (view === undefined ? rest : { ...rest, view }) as Owner;
}

function withRowView<Block extends { readonly rowViews?: Readonly<Record<string, SeatView>> }>(
  block: Block,
  row: number,
  view: SeatView | undefined,
): Block {
  const { rowViews = {}, ...rest } = block;
  const { [String(row)]: _, ...others } = rowViews;
  const views = view === undefined ? others : { ...others, [row]: view };
  return (Object.keys(views).length === 0 ? rest : { ...rest, rowViews: views }) as Block;
}
