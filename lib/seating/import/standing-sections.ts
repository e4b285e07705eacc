import { lookAlikeKey } from "#lib/platform/look-alike-key";
import { meanPoint } from "../geometry.ts";
import type { Section } from "../layout.ts";
import type { FileProblem, RawArea } from "./raw-plan.ts";

/** Names that plans give to places without seats. */
const STANDING =
  /\b(standing|general admission|unreserved|stehpl[aä]tze?|steh(bereich|raum)|debout|fosse|de pie|pista|in piedi|parterre debout|staanplaatsen|st[aå]plads(er)?)\b/i;

/**
 * Makes standing sections of the areas whose capacity was given by name, all in one category. Formats of plans draw such areas
 * but do not say how many may stand there; an area that looks like one and has no capacity is noted.
 */
export function standingSections(
  areas: readonly RawArea[],
  { standing, category }: { standing: ReadonlyMap<string, number>; category: number },
): { sections: Section[]; used: ReadonlySet<RawArea>; notes: string[]; problems: FileProblem[] } {
  const capacities = new Map([...standing].map(([name, capacity]) => [lookAlikeKey(name), capacity]));
  const used = new Map<RawArea, Section>();
  const notes: string[] = [];
  const met = new Set<string>();
  for (const area of areas) {
    const key = lookAlikeKey(area.text);
    const capacity = capacities.get(key);
    if (capacity !== undefined && area.outline.length >= 6 && !met.has(key)) {
      met.add(key);
      used.set(area, standingSection(area, { capacity, category: Math.max(0, category) }));
    } else if (STANDING.test(area.text)) {
      notes.push(
        `the area ${area.text} is drawn but not sold; to sell it, say how many may stand there: --standing "${area.text}=100"`,
      );
    }
  }
  const problems = [...standing.keys()]
    .filter((name) => !met.has(lookAlikeKey(name)))
    .map((name) => ({ reason: `--standing ${name}: no area of the plan is called so` }));
  return { sections: [...used.values()], used: new Set(used.keys()), notes, problems };
}

function standingSection(
  { text, outline }: RawArea,
  { capacity, category }: { capacity: number; category: number },
): Section {
  const label = meanPoint(
    outline.filter((_, i) => i % 2 === 0),
    outline.filter((_, i) => i % 2 === 1),
  );
  return { name: text, kind: "standing", category, outline, label, rows: [], capacity };
}
