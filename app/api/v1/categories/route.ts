import { publicCategoriesAnswer } from "#lib/catalog/categories/contract";
import { offeredCategories } from "#lib/catalog/categories/known-categories";
import { anyone } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";

/** The categories of events. */
export const GET = endpoint(
  {
    route: "/api/v1/categories",
    authority: anyone,
    limit: limitTo("browse"),
    operation: {
      summary: "List the categories of events",
      description:
        "In the order of the pages. A search and a new event name one by its slug, a name, or another word for it.",
      tag: "Events",
      answers: { 200: { description: "All that are offered.", body: publicCategoriesAnswer } },
    },
  },
  async () => json({ data: (await offeredCategories()).map(({ slug, names, icon }) => ({ slug, names, icon })) }),
);
