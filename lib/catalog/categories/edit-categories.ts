import type { Administrator } from "#lib/identity/identify";
import type { Refused } from "#lib/platform/http/refusals";
import { refuse } from "../refusals.ts";
import { planCategoryChange, planNewCategory } from "./category-rules.ts";
import { type CategoryRow, claimCategory, claimCategoryOrder, countEvents, listCategories } from "./category-store.ts";
import type { AdministeredCategory, CategoryChange, CategoryOrder, NewCategory } from "./contract.ts";
import { forgetKnownCategories } from "./known-categories.ts";

type Stored = { ok: true; category: AdministeredCategory };

/** All categories with how many events are of each, in their order. For administrators. */
export async function listAdministeredCategories(): Promise<AdministeredCategory[]> {
  const [rows, events] = await Promise.all([listCategories(), countEvents()]);
  return rows.map((row) => ({ ...categoryOnWire(row), events: events.get(row.slug) ?? 0 }));
}

/** One category as administrators see it. Refuses `not_found`. */
export async function readAdministeredCategory(slug: string): Promise<Stored | Refused<"not_found">> {
  const category = (await listAdministeredCategories()).find((each) => each.slug === slug);
  return category ? { ok: true, category } : refuse("not_found");
}

/** Makes a category, the last in the order. Refuses `category_limit` and `invalid_request` for words that another category has. */
export async function createCategory(
  { userId }: Administrator,
  wanted: NewCategory,
): Promise<Stored | Refused<"category_limit" | "invalid_request" | "not_found">> {
  const made = await claimCategory((categories) => {
    const planned = planNewCategory(categories, wanted);
    return planned.ok ? { ...planned, line: lineOf(userId, "create", planned.slug) } : planned;
  });
  if (!made.ok) return made;
  forgetKnownCategories();
  return readAdministeredCategory(made.slug);
}

/**
 * Changes a category, archives it or brings it back; its slug stays. Refuses `not_found`, `invalid_request`, and `category_changed`,
 * with the category of now, when another administrator changed it since it was read.
 */
export async function changeCategory(
  { userId }: Administrator,
  slug: string,
  change: CategoryChange,
): Promise<Stored | Refused<"not_found" | "category_changed" | "invalid_request">> {
  const done = await claimCategory((categories) => {
    const planned = planCategoryChange(categories, slug, change);
    if (!planned.ok) return planned;
    const isArchiving = planned.changed.includes("isArchived");
    const action = isArchiving ? (planned.fields.isArchived ? "archive" : "restore") : "update";
    return { ...planned, line: { ...lineOf(userId, action, slug), detail: { changed: planned.changed } } };
  });
  if (!done.ok) return done;
  forgetKnownCategories();
  return readAdministeredCategory(slug);
}

/**
 * Puts all categories in another order. Refuses `invalid_request` for slugs that are not those that were read, and
 * `category_order_changed` when they stand otherwise by now.
 */
export async function orderCategories(
  { userId }: Administrator,
  order: CategoryOrder,
): Promise<{ ok: true } | Refused<"invalid_request" | "category_order_changed">> {
  if (order.slugs.toSorted().join() !== order.read.toSorted().join())
    return refuse("invalid_request", { fields: [{ path: "slugs", message: "must be the slugs of read" }] });
  const done = await claimCategoryOrder(order, { ...lineOf(userId, "order", "all"), detail: { slugs: order.slugs } });
  if (!done.ok) return refuse("category_order_changed", { slugs: done.now });
  forgetKnownCategories();
  return { ok: true };
}

function categoryOnWire({ isArchived, otherWords, ...row }: CategoryRow): Omit<AdministeredCategory, "events"> {
  return { ...row, other_words: otherWords, archived: isArchived };
}

function lineOf(userId: string, action: "create" | "update" | "archive" | "restore" | "order", slug: string) {
  return { actor: `user:${userId}`, action: `category.${action}`, subject: `category:${slug}`, outcome: "ok" };
}
