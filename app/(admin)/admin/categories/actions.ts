"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { categoryOrderBody, categoryParams, newCategoryBody } from "#lib/catalog/categories/contract";
import { changeCategory, createCategory, orderCategories } from "#lib/catalog/categories/edit-categories";
import type { Administrator } from "#lib/identity/identify";
import { administrator } from "#lib/organizations/account-authority";
import type { Refused } from "#lib/platform/http/refusals";
import { limitTo } from "#lib/protection/limits";
import type { CategoryFormState, OrderState } from "../../../../components/admin/category-form-state.ts";
import { type ActionRefusal, action, type Fields } from "../../../action.ts";

const PATH = "/admin/categories";
const way = { authority: administrator, limit: limitTo("manage"), refused };

const { names, icon, other_words } = newCategoryBody.shape;
const typedRevision = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);
const typedWords = z
  .string()
  .max(5_000)
  .transform((typed) => typed.split(/[,\n]/).filter((word) => word.trim() !== ""))
  .pipe(other_words.unwrap());
const { slug } = categoryParams.shape;
const fields = { name_en: names.shape.en, name_es: names.shape.es, icon, other_words: typedWords };

/** Makes a category and leads to the list. */
export const createCategoryAction = action(
  { ...way, route: `${PATH}/new#create`, input: z.object(fields) },
  async ({ who, input, fields: typed }): Promise<CategoryFormState> => {
    const { name_en: en, name_es: es, ...rest } = input;
    const made = await createCategory(who, { names: { en, es }, ...rest });
    if (!made.ok) return refusedBy(made, typed);
    revalidatePath(PATH, "layout");
    redirect(PATH);
  },
);

/** Changes a category over the revision that was read. */
export const saveCategoryAction = action(
  { ...way, route: `${PATH}/{slug}#save`, input: z.object({ ...fields, slug, revision: typedRevision }) },
  async ({ who, input, fields: typed }): Promise<CategoryFormState> => {
    const { name_en: en, name_es: es, slug: named, ...rest } = input;
    return changed(who, { slug: named, change: { names: { en, es }, ...rest }, typed, done: "saved" });
  },
);

/** Archives a category, or brings it back. */
export const archiveCategoryAction = action(
  {
    ...way,
    route: `${PATH}/{slug}#archive`,
    input: z.object({ slug, revision: typedRevision, archived: z.enum(["true", "false"]) }),
  },
  async ({ who, input, fields: typed }): Promise<CategoryFormState> => {
    const archived = input.archived === "true";
    const change = { revision: input.revision, archived };
    return changed(who, { slug: input.slug, change, typed, done: archived ? "archived" : "restored" });
  },
);

/** Stores another order of all categories; the page shows the order of now, whatever came of it. */
export const orderCategoriesAction = action(
  {
    ...way,
    route: `${PATH}#order`,
    input: categoryOrderBody,
    refused: ({ code }: ActionRefusal): OrderState => ({ refusal: code }),
  },
  async ({ who, input }): Promise<OrderState> => {
    const done = await orderCategories(who, input);
    revalidatePath(PATH, "layout");
    if (done.ok) return { done: true };
    return { refusal: done.refusal.code };
  },
);

type Change = {
  slug: string;
  change: Parameters<typeof changeCategory>[2];
  typed: Fields;
  done: NonNullable<CategoryFormState["done"]>;
};

async function changed(who: Administrator, { slug: named, change, typed, done }: Change): Promise<CategoryFormState> {
  const result = await changeCategory(who, named, change);
  if (!result.ok) return refusedBy(result, typed);
  revalidatePath(PATH, "layout");
  return { done };
}

function refusedBy(
  { refusal }: Refused<"invalid_request" | "category_changed" | "category_limit" | "not_found">,
  typed: Fields,
): CategoryFormState {
  const values = typedIn(typed);
  if (refusal.code === "category_changed") return { values, conflict: refusal.category };
  if (refusal.code !== "invalid_request") return { values, refusal: refusal.code };
  return { values, taken: refusal.fields.map(({ path }) => fieldAt(path)) };
}

/** The field of the form that holds what the contract calls so. */
function fieldAt(path: string): string {
  return path.startsWith("names.") ? `name_${path.slice(6)}` : (path.split(".", 1)[0] ?? "");
}

function refused(refusal: ActionRefusal, typed: Fields): CategoryFormState {
  const values = typedIn(typed);
  return refusal.code === "invalid_request" ? { values, wrong: refusal.wrong } : { values, refusal: refusal.code };
}

function typedIn(typed: Fields): Record<string, string> {
  const texts = Object.entries(typed).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return Object.fromEntries(texts);
}
