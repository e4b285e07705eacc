import type { HallPlan } from "#lib/seating/plan/plan";

/** The first name of a series that no section has. */
export function freeName({ sections }: Pick<HallPlan, "sections">, nameOf: (n: number) => string): string {
  const taken = new Set(sections.map(({ name }) => name));
  let n = 1;
  while (taken.has(nameOf(n))) n++;
  return nameOf(n);
}
