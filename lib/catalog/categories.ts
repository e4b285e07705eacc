import { z } from "zod";

export const CATEGORIES = ["concert", "opera", "theatre", "comedy", "sport", "festival", "family"] as const;
export type CategorySlug = (typeof CATEGORIES)[number];

/**
 * What people call each category, besides its own name: plurals, and the names in the languages of the pages. Written without
 * accents and in lower case.
 */
const ALIASES: Record<CategorySlug, readonly string[]> = {
  concert: ["concerts", "concierto", "conciertos"],
  opera: ["operas"],
  theatre: ["theatres", "theater", "theaters", "teatro", "teatros"],
  comedy: ["comedies", "comedia", "comedias"],
  sport: ["sports", "deporte", "deportes"],
  festival: ["festivals", "festivales"],
  family: ["families", "familia", "familias", "en familia"],
};

const SLUGS: ReadonlyMap<string, CategorySlug> = new Map(
  CATEGORIES.flatMap((slug) => [slug, ...ALIASES[slug]].map((name) => [name, slug] as const)),
);

/** The category that a name means, in any case and with or without accents; undefined when there is none. */
export function categoryOf(name: string): CategorySlug | undefined {
  return SLUGS.get(name.normalize("NFD").replace(/\p{M}/gu, "").trim().replace(/\s+/g, " ").toLowerCase());
}

/** A category by its name or an alias of it. Any other is refused with the list of those that there are. */
export const categoryName = z
  .string()
  .max(60)
  .transform((name, { addIssue }) => {
    const slug = categoryOf(name);
    if (slug === undefined) addIssue({ code: "custom", message: `must be one of ${CATEGORIES.join(", ")}` });
    return slug ?? z.NEVER;
  });
