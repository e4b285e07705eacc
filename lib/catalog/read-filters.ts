import { type Category, categoryMeant } from "./categories/category-words.ts";
import { type SearchQuery, searchQuery } from "./contract.ts";

export const FILTER_FIELDS = ["q", "from", "to", "city", "category", "min_price", "max_price", "sort", "page"] as const;
export type FilterField = (typeof FILTER_FIELDS)[number];

export type Filters = {
  query: SearchQuery;
  /** The typed text, which the form shows again. */
  typed: Partial<Record<FilterField, string>>;
  /** Fields with unusable values. */
  wrong: FilterField[];
};

/**
 * Reads the filters of a page's address. When one is wrong the list is shown without any and the page names the field:
 * a list filtered by only the valid ones would look like the answer to the whole question.
 */
export function readFilters(
  params: Record<string, string | string[] | undefined>,
  categories: readonly Category[],
): Filters {
  const given = FILTER_FIELDS.flatMap((field) => {
    const value = params[field];
    const first = Array.isArray(value) ? value[0] : value;
    return first === undefined || first.trim() === "" ? [] : [[field, first] as const];
  });
  const typed: Partial<Record<FilterField, string>> = Object.fromEntries(given);
  const parsed = searchQuery.safeParse(typed);
  if (parsed.success) {
    const { category } = parsed.data;
    if (!category) return { query: parsed.data, typed, wrong: [] };
    // The form and its links know a category by its slug, whatever word for it stood in the address.
    const slug = categoryMeant(categories, category)?.slug;
    if (slug === undefined) return { query: {}, typed, wrong: ["category"] };
    return { query: { ...parsed.data, category: slug }, typed: { ...typed, category: slug }, wrong: [] };
  }
  const wrong = new Set(parsed.error.issues.map((issue) => issue.path[0]));
  return { query: {}, typed, wrong: FILTER_FIELDS.filter((field) => wrong.has(field)) };
}

/** The address of a search with some fields changed. Blank fields are left out, and a changed filter starts at page one. */
export function searchHref(
  typed: Filters["typed"],
  changes: Partial<Record<FilterField, string | undefined>> = {},
): string {
  const merged = { ...typed, page: undefined, ...changes };
  const params = new URLSearchParams();
  for (const field of FILTER_FIELDS) {
    const value = merged[field];
    if (value) params.set(field, value);
  }
  const text = params.toString();
  return text ? `/search?${text}` : "/search";
}
