import type { HallPlan } from "./plan.ts";
import { seatKeys, splitKey } from "./seat-keys.ts";

/** The pairs of companion seat and wheelchair space by layout ids, in the order of the companions; ties that lead nowhere are left out. */
export function companionPairs(plan: HallPlan): [companion: number, wheelchair: number][] {
  const parts = plan.sections.flatMap((section) => section.parts);
  const hasTie = parts.some(({ exceptions }) => Object.values(exceptions).some(({ companionOf }) => companionOf));
  if (!hasTie) return [];
  const partOf = new Map(parts.map((part) => [part.id, part]));
  const keys = seatKeys(plan);
  const idOf = new Map(keys.map((key, i) => [key, i + 1]));
  return keys.flatMap((key, i) => {
    const { part, place } = splitKey(key);
    const wheelchair = idOf.get(partOf.get(part)?.exceptions[place]?.companionOf ?? "");
    return wheelchair === undefined ? [] : [[i + 1, wheelchair] satisfies [number, number]];
  });
}
