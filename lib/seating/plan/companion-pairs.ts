import { expandPart } from "./expand-part.ts";
import type { HallPlan } from "./plan.ts";
import { seatKeys } from "./seat-keys.ts";

/** The pairs of companion seat and wheelchair space by layout ids, in the order of the companions; ties that lead nowhere are left out. */
export function companionPairs(plan: HallPlan): [companion: number, wheelchair: number][] {
  const rows = plan.sections.flatMap(({ parts }) => parts.flatMap((part) => expandPart(part).rows));
  const ties = rows.flatMap(({ keys, exceptions = [] }) =>
    exceptions.flatMap((seat, i) =>
      seat?.companionOf === undefined ? [] : [[keys[i] ?? "", seat.companionOf] as const],
    ),
  );
  if (ties.length === 0) return [];
  const idOf = new Map(seatKeys(plan).map((key, i) => [key, i + 1]));
  return ties.flatMap(([companion, wheelchair]) => {
    const [one, other] = [idOf.get(companion), idOf.get(wheelchair)];
    return one === undefined || other === undefined ? [] : [[one, other] satisfies [number, number]];
  });
}
