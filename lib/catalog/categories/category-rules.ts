import { type Refused, refuse as refuseHttp } from "#lib/platform/http/refusals";
import { slugOf } from "#lib/platform/slug";
import { refuse } from "../refusals.ts";
import type { CategoryFields, CategoryRow } from "./category-store.ts";
import { categoryWord, wordsOfCategory } from "./category-words.ts";
import { CATEGORIES_MAX, type CategoryChange, NAME_MAX, type NewCategory } from "./contract.ts";

type Planned = { ok: true; slug: string; fields: CategoryFields; words: string[] };

/**
 * Plans a new category: its slug from the English name, then from any other. Refuses `category_limit`, and `invalid_request` for words
 * that mean or look like another category's.
 */
export function planNewCategory(
  categories: readonly CategoryRow[],
  wanted: NewCategory,
): Planned | Refused<"category_limit" | "invalid_request"> {
  if (categories.length >= CATEGORIES_MAX) return refuse("category_limit", { max: CATEGORIES_MAX });
  const { names, icon, other_words: otherWords } = wanted;
  const slug = freeSlug(slugOf(names.en, NAME_MAX) || slugOf(names.es, NAME_MAX) || "category", categories);
  return judged(categories, slug, { names, icon, otherWords, isArchived: false });
}

/**
 * Plans a change. Refuses `not_found`, `category_changed` with the category of now when it was made on an older revision, and
 * `invalid_request` for words of another category.
 */
export function planCategoryChange(
  categories: readonly CategoryRow[],
  slug: string,
  { revision, names, icon, other_words: otherWords, archived }: CategoryChange,
): (Planned & { changed: string[] }) | Refused<"not_found" | "category_changed" | "invalid_request"> {
  const row = categories.find((each) => each.slug === slug);
  if (!row) return refuseHttp("not_found");
  if (row.revision !== revision) {
    const { isArchived, otherWords: other_words, ...now } = row;
    return refuse("category_changed", { category: { ...now, other_words, archived: isArchived } });
  }
  const fields = {
    names: names ?? row.names,
    icon: icon ?? row.icon,
    otherWords: otherWords ?? row.otherWords,
    isArchived: archived ?? row.isArchived,
  };
  const planned = judged(categories, slug, fields);
  if (!planned.ok) return planned;
  const keys = ["names", "icon", "otherWords", "isArchived"] as const;
  const changed = keys.filter((key) => JSON.stringify(fields[key]) !== JSON.stringify(row[key]));
  return { ...planned, changed };
}

/** A word is one category's. Two spellings of one category's own word are one word. */
function judged(
  categories: readonly CategoryRow[],
  slug: string,
  fields: CategoryFields,
): Planned | Refused<"invalid_request"> {
  const others = categories.filter((each) => each.slug !== slug);
  const ownerOf = new Map(others.flatMap((each) => [...wordsOfCategory(each)].map((word) => [word, each.slug])));
  const asked: [string, string][] = [
    ...Object.entries(fields.names).map(([language, name]): [string, string] => [`names.${language}`, name]),
    ...fields.otherWords.map((word, at): [string, string] => [`other_words.${at}`, word]),
  ];
  const wrong = asked.flatMap(([path, word]) => {
    const owner = ownerOf.get(categoryWord(word));
    return owner ? [{ path, message: `means the category ${owner}, or looks like a name of it` }] : [];
  });
  if (wrong.length > 0) return refuse("invalid_request", { fields: wrong.slice(0, 20) });
  return { ok: true, slug, fields, words: [...wordsOfCategory({ slug, ...fields })] };
}

/** A slug is a word as well, so it may be no other category's word. */
function freeSlug(wanted: string, categories: readonly CategoryRow[]): string {
  const taken = new Set(categories.flatMap((each) => [...wordsOfCategory(each)]));
  const tries = [wanted, ...categories.map((_, at) => `${wanted}-${at + 2}`), `${wanted}-${categories.length + 2}`];
  return tries.find((slug) => !taken.has(categoryWord(slug))) ?? wanted;
}
