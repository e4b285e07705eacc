import { z } from "zod";
import { text } from "#lib/platform/input";
import { LANGUAGES, type Language } from "#lib/platform/localized-text";
import { categoryWord } from "./category-words.ts";

/** The categories of events, as administrators write them and everyone reads them. Browser-safe. */

/** The drawings that a category can have (components/catalog/category-icon.tsx). */
export const CATEGORY_ICONS = [
  "music",
  "opera",
  "masks",
  "smile",
  "ball",
  "tent",
  "balloon",
  "dance",
  "film",
  "microphone",
  "frame",
  "ticket",
] as const;
export type CategoryIcon = (typeof CATEGORY_ICONS)[number];

/** What a category is called in each language of the pages. */
export type CategoryNames = { readonly [Each in Language]: string };

export const NAME_MAX = 60;
const OTHER_WORDS_MAX = 40;
/** More are no help to who looks for an event. */
export const CATEGORIES_MAX = 100;

const word = text(NAME_MAX).refine((value) => categoryWord(value) !== "", "must have a letter or a digit");
const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "must be a category's slug");
const icon = z.enum(CATEGORY_ICONS);
const names = z
  .strictObject({ en: word, es: word } satisfies Record<Language, typeof word>)
  .meta({ description: "In each language of the pages." });
const otherWords = z
  .array(word)
  .max(OTHER_WORDS_MAX)
  .meta({ description: "What else means this category in a search, such as plurals." });

/** A category by its slug, a name of it or another word, as a search or an event gives it. */
export const categoryAsked = text(NAME_MAX);

export const categoryParams = z.object({ slug: slug.max(NAME_MAX) });
export const newCategoryBody = z.strictObject({ names, icon, other_words: otherWords.default([]) });
export type NewCategory = z.output<typeof newCategoryBody>;

export const categoryChangeBody = z.strictObject({
  revision: z.int().min(1).meta({ description: "Of the category that was read." }),
  names: names.optional(),
  icon: icon.optional(),
  other_words: otherWords.optional(),
  archived: z
    .boolean()
    .optional()
    .meta({ description: "An archived category is offered no more; its events stay as they are." }),
});
export type CategoryChange = z.output<typeof categoryChangeBody>;

const order = z.array(slug.max(NAME_MAX)).max(CATEGORIES_MAX);
export const categoryOrderBody = z.strictObject({
  read: order.meta({ description: "All slugs in the order that was read." }),
  slugs: order.meta({ description: "The same slugs in the order that is wanted." }),
});
export type CategoryOrder = z.output<typeof categoryOrderBody>;

export const publicCategory = z
  .object({ slug: z.string(), names: z.object({ en: z.string(), es: z.string() }), icon })
  .meta({ id: "Category" });
export type PublicCategory = z.infer<typeof publicCategory>;
export const publicCategoriesAnswer = z.object({ data: z.array(publicCategory) });

export const administeredCategory = z
  .object({
    ...publicCategory.shape,
    other_words: z.array(z.string()),
    archived: z.boolean(),
    revision: z.int(),
    events: z.int().meta({ description: "How many events are of it." }),
  })
  .meta({ id: "AdministeredCategory" });
export type AdministeredCategory = z.infer<typeof administeredCategory>;
export const administeredCategoriesAnswer = z.object({ data: z.array(administeredCategory) });

/** The names of a stored category; where one is missing, that of another language or the slug. */
export function categoryNames(stored: unknown, slug: string): CategoryNames {
  const given = (stored ?? {}) as Partial<Record<Language, string>>;
  const any = LANGUAGES.map((each) => given[each]).find(Boolean) ?? slug;
  return { en: given.en ?? any, es: given.es ?? any };
}
