import { db } from "#lib/platform/db/db";
import type { Layout } from "#lib/seating/layout";
import { expandPlan } from "#lib/seating/plan/expand-plan";
import type { FreeRow, HallPlan, Part } from "#lib/seating/plan/plan";
import { planOfLayout } from "#lib/seating/plan/plan-of-layout";
import { saveLayout } from "#lib/seating/publish-seats";

/** The newest version of an event's hall, drawn otherwise, as the next version; how to ask for it. */
export async function aHallVersion(eventId: number, draw: (plan: HallPlan) => HallPlan) {
  const event = await db().event.findUniqueOrThrow({ where: { id: eventId } });
  const { venueId, layoutHash: sold } = event;
  const newest = await db().hallVersion.findFirstOrThrow({
    where: { hall: { venueId } },
    orderBy: { version: "desc" },
    include: { layout: true },
  });
  const before = newest.plan ? (JSON.parse(newest.plan) as HallPlan) : planOfLayout(geometryOf(newest.layout));
  const plan = draw(before);
  const layoutHash = await saveLayout(venueId, expandPlan(plan));
  const of = { hallId: newest.hallId, layoutHash };
  const { version } = await db().hallVersion.update({
    where: { hallId_layoutHash: of },
    data: { plan: JSON.stringify(plan) },
  });
  return { hall_id: newest.hallId, version, layout_hash: sold, price_levels: {}, dry_run: false };
}

/** The plan with each row of seats changed, or left out where `change` answers undefined. */
export function eachRow(plan: HallPlan, change: (row: FreeRow, index: number) => FreeRow | undefined): HallPlan {
  let index = 0;
  const sections = plan.sections.map((section) => {
    const parts = section.parts.flatMap((part): Part[] => {
      if (part.kind !== "row") return [part];
      const changed = change(part, index++);
      return changed ? [changed] : [];
    });
    return { ...section, parts };
  });
  return { ...plan, sections };
}

/** The row with `count` more seats at its left end, in front of all others of the document. */
export function withSeatsBefore(row: FreeRow, count: number): FreeRow {
  const extra = Array.from({ length: count }, (_, i) => count - i);
  const [x = 0, y = 0] = [row.x[0], row.y[0]];
  return {
    ...row,
    firstSeat: row.firstSeat - count,
    numbers: [...extra.map((n) => `X${n}`), ...row.numbers],
    x: [...extra.map((n) => x - n * 3), ...row.x],
    y: [...extra.map(() => y), ...row.y],
  };
}

function geometryOf({ geometry }: { geometry: string }): Layout {
  return JSON.parse(geometry) as Layout;
}
