import { administeredCategory, categoryChangeBody, categoryParams } from "#lib/catalog/categories/contract";
import { changeCategory, readAdministeredCategory } from "#lib/catalog/categories/edit-categories";
import { administrator } from "#lib/organizations/account-authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";

const spec = {
  route: "/api/v1/admin/categories/{slug}",
  authority: administrator,
  limit: limitTo("manage"),
  params: categoryParams,
};

/** One category. */
export const GET = endpoint(
  {
    ...spec,
    operation: {
      summary: "Read a category",
      tag: "Administration",
      answers: { 200: { description: "The category.", body: administeredCategory } },
      refuses: ["not_found"],
    },
  },
  async ({ params }) => {
    const read = await readAdministeredCategory(params.slug);
    return read.ok ? json(read.category) : read;
  },
);

/** Changes, archives or brings back a category. */
export const PATCH = endpoint(
  {
    ...spec,
    body: categoryChangeBody,
    operation: {
      summary: "Change or archive a category",
      description:
        "Over the `revision` that was read; the slug stays. An archived category is offered no more, its events keep it, and a search still finds them by it.",
      tag: "Administration",
      answers: { 200: { description: "The category as it is now.", body: administeredCategory } },
      refuses: ["not_found", "category_changed", "invalid_request"],
      example: { body: { icon: "dance", revision: 1 } },
    },
  },
  async ({ params, body, who }) => {
    const done = await changeCategory(who, params.slug, body);
    return done.ok ? json(done.category) : done;
  },
);
