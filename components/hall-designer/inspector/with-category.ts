import type { Part } from "#lib/seating/plan/plan";

/** The part in a category of its own, or in its section's where undefined. */
export function withCategory({ category: _, ...part }: Part, category: string | undefined): Part {
  return (category === undefined ? part : { ...part, category }) as Part;
}
