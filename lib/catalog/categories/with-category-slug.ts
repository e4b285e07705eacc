import type { Refused } from "#lib/platform/http/refusals";
import { refuse } from "../refusals.ts";
import { categoryMeant, unknownCategory } from "./category-words.ts";
import { knownCategories } from "./known-categories.ts";

/** A search with the slug of the category that it names in any word; refuses `invalid_request`, with those that there are. */
export async function withCategorySlug<Query extends { category?: string | undefined }>(
  query: Query,
): Promise<{ ok: true; query: Query } | Refused<"invalid_request">> {
  if (query.category === undefined) return { ok: true, query };
  const categories = await knownCategories();
  const meant = categoryMeant(categories, query.category);
  if (!meant) return refuse("invalid_request", { fields: [unknownCategory(categories)] });
  return { ok: true, query: { ...query, category: meant.slug } };
}
