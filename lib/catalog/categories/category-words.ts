import { lookAlikeKey } from "#lib/platform/look-alike-key";

/** A category as its readers know it. */
export type Category = {
  readonly slug: string;
  readonly names: Readonly<Record<string, string>>;
  readonly otherWords: readonly string[];
  readonly isArchived: boolean;
};

/** A word as words of categories are compared: without accents and case, and equal for what people cannot tell apart. */
export function categoryWord(text: string): string {
  const folded = lookAlikeKey(text).normalize("NFD").replace(/\p{M}/gu, "");
  return folded.trim().replace(/\s+/g, " ").toLowerCase();
}

/** Every word that means the category: its slug, its name in each language, and its other words. */
export function wordsOfCategory({ slug, names, otherWords }: Omit<Category, "isArchived">): Set<string> {
  return new Set([slug, ...Object.values(names), ...otherWords].map(categoryWord));
}

/** The category that a text means, in any case and with or without accents; undefined when there is none. */
export function categoryMeant<Each extends Category>(categories: readonly Each[], text: string): Each | undefined {
  const word = categoryWord(text);
  return categories.find((category) => wordsOfCategory(category).has(word));
}

/** What is wrong with a text that means no category. */
export function unknownCategory(categories: readonly Category[]): { path: "category"; message: string } {
  const known = categories.filter(({ isArchived }) => !isArchived).map(({ slug }) => slug);
  return { path: "category", message: `must be one of ${known.join(", ")}` };
}

/** The category that an event may be given: an archived one only where the event has it already (`present`). */
export function categoryForEvent<Each extends Category>(
  categories: readonly Each[],
  asked: string,
  present?: string,
): Each | undefined {
  const meant = categoryMeant(categories, asked);
  return meant?.isArchived && meant.slug !== present ? undefined : meant;
}
