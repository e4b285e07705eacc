import { administeredCategoriesAnswer, administeredCategory, newCategoryBody } from "#lib/catalog/categories/contract";
import { createCategory, listAdministeredCategories } from "#lib/catalog/categories/edit-categories";
import { administrator } from "#lib/organizations/account-authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";

const spec = { route: "/api/v1/admin/categories", authority: administrator, limit: limitTo("manage") };

/** All categories, archived ones too. */
export const GET = endpoint(
  {
    ...spec,
    operation: {
      summary: "List all categories",
      description: "In their order, archived ones too, with how many events are of each.",
      tag: "Administration",
      answers: { 200: { description: "All categories.", body: administeredCategoriesAnswer } },
    },
  },
  async () => json({ data: await listAdministeredCategories() }),
);

/** Makes a category. */
export const POST = endpoint(
  {
    ...spec,
    body: newCategoryBody,
    operation: {
      summary: "Make a category",
      description:
        "Its slug is made from its name and stays. Words that mean or look like another category's are refused.",
      tag: "Administration",
      answers: { 201: { description: "The category, the last in the order.", body: administeredCategory } },
      refuses: ["category_limit", "invalid_request"],
      example: { body: { names: { en: "Dance", es: "Danza" }, icon: "dance", other_words: ["Ballet"] } },
    },
  },
  async ({ body, who }) => {
    const made = await createCategory(who, body);
    return made.ok ? json(made.category, { status: 201 }) : made;
  },
);
