import { polygonContains } from "../../geometry.ts";
import { type DrawnSeat, seatsOfSection } from "../drawn-seats.ts";
import type { HallPlan } from "../plan.ts";
import type { SeatGrid } from "../seat-grid.ts";
import { seatFinder } from "../seat-key.ts";
import { placeOf } from "./labels.ts";
import type { Report } from "./problem.ts";

/** Nearer than this part of the pitch, seats stand on one point; nearer than the other, they overlap as they are drawn. As importers judge. */
const SAME_POINT = 0.02;
const OVERLAP = 0.6;

type Hall = { readonly seats: readonly DrawnSeat[]; readonly grid: SeatGrid; readonly report: Report };

/** Seats without a category, upon one another, outside their section, and wheelchair spaces and companions that miss each other. */
export function findPlaceProblems(plan: HallPlan, { seats, grid, report }: Hall): void {
  const orderOf = new Map(seats.map((seat, i) => [seat, i]));
  const name = new Map(plan.sections.map((section) => [section.id, section.name]));
  seats.forEach((seat, i) => {
    const values = { section: name.get(seat.section) ?? "", row: seat.row, number: seat.number };
    if (seat.category === null) report("seatWithoutCategory", { ...placeOf(seat), values });
    const under = grid.near(seat.x, seat.y, OVERLAP * plan.pitch).find((other) => (orderOf.get(other) ?? i) < i);
    if (under === undefined) return;
    const distance = Math.hypot(seat.x - under.x, seat.y - under.y);
    const others = { otherSection: name.get(under.section) ?? "", otherRow: under.row, otherNumber: under.number };
    report(distance < SAME_POINT * plan.pitch ? "seatsOnOnePoint" : "seatsOverlap", {
      ...placeOf(seat),
      values: { ...values, ...others },
    });
  });
  findStrays(plan, report);
  findCompanionProblems(plan, { seats, report });
}

function findStrays({ sections }: HallPlan, report: Report): void {
  for (const section of sections) {
    if (section.outline === null) continue;
    for (const seat of seatsOfSection(section)) {
      if (polygonContains(section.outline, seat.x, seat.y)) continue;
      report("seatOutsideSection", {
        ...placeOf(seat),
        values: { section: section.name, row: seat.row, number: seat.number },
      });
    }
  }
}

/** A companion needs a tie to a wheelchair space that is there; halls without any tie are judged by their wheelchair spaces alone. */
function findCompanionProblems(plan: HallPlan, { seats, report }: Omit<Hall, "grid">): void {
  const special = seats.filter(({ kind }) => kind !== "STANDARD");
  if (special.length === 0) return;
  const find = seatFinder(plan);
  const exceptionOf = (seat: DrawnSeat) => find(seat.key)?.part.exceptions[seat.place];
  const spaces = new Set(special.filter(({ kind }) => kind === "WHEELCHAIR").map(({ key }) => key));
  const accompanied = new Set<string>();
  for (const seat of special.filter(({ kind }) => kind === "COMPANION")) {
    const space = exceptionOf(seat)?.companionOf ?? "";
    if (spaces.has(space)) accompanied.add(space);
    else report("companionWithoutWheelchair", { ...placeOf(seat), values: { row: seat.row, number: seat.number } });
  }
  for (const seat of special) {
    const values = { row: seat.row, number: seat.number };
    if (seat.kind === "WHEELCHAIR" && !accompanied.has(seat.key))
      report("wheelchairWithoutCompanion", { ...placeOf(seat), values });
    if (seat.kind === "RESTRICTED" && !exceptionOf(seat)?.reason)
      report("restrictedWithoutReason", { ...placeOf(seat), values });
  }
}
