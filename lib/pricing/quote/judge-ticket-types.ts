import { isAt } from "./reductions.ts";
import type { SaleSeat, TicketType, TicketTypeProblem } from "./sale.ts";

/** The first ticket type that cannot be had for the seats as they ask for it; undefined when all can. */
export function judgeTicketTypes(
  seats: readonly SaleSeat[],
  types: readonly TicketType[],
): TicketTypeProblem | undefined {
  const wheelchairs = seats.filter(({ kind }) => kind === "WHEELCHAIR").length;
  const byType = Map.groupBy(
    seats.filter(({ ticketTypeId }) => ticketTypeId !== null),
    ({ ticketTypeId }) => ticketTypeId ?? "",
  );
  for (const [ticketTypeId, chosen] of byType) {
    const problem = judgeType(
      types.find(({ id }) => id === ticketTypeId),
      { chosen, wheelchairs },
    );
    if (problem) return { ...problem, ticketTypeId };
  }
  return undefined;
}

function judgeType(
  type: TicketType | undefined,
  { chosen, wheelchairs }: { chosen: readonly SaleSeat[]; wheelchairs: number },
): Omit<TicketTypeProblem, "ticketTypeId"> | undefined {
  const ids = (seats: readonly SaleSeat[]) => seats.map(({ seatId }) => seatId);
  if (!type) return { kind: "unknown", seatIds: ids(chosen) };
  const elsewhere = chosen.filter(({ levelId }) => !isAt(type.levelIds, levelId));
  if (elsewhere.length > 0) return { kind: "level", seatIds: ids(elsewhere) };
  if (type.needsWheelchair && chosen.length > wheelchairs) {
    return { kind: "needs_wheelchair", seatIds: ids(chosen.slice(wheelchairs)), max: wheelchairs };
  }
  const max = type.perOrderMax;
  return max !== null && chosen.length > max ? { kind: "too_many", seatIds: ids(chosen.slice(max)), max } : undefined;
}
