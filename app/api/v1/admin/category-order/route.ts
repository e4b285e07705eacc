import { categoryOrderBody } from "#lib/catalog/categories/contract";
import { orderCategories } from "#lib/catalog/categories/edit-categories";
import { administrator } from "#lib/organizations/account-authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { limitTo } from "#lib/protection/limits";

/** Puts the categories in another order. */
export const POST = endpoint(
  {
    route: "/api/v1/admin/category-order",
    authority: administrator,
    limit: limitTo("manage"),
    body: categoryOrderBody,
    operation: {
      summary: "Order the categories",
      description: "All of them, archived ones too, over the order that was read.",
      tag: "Administration",
      answers: { 204: { description: "They stand in this order." } },
      refuses: ["invalid_request", "category_order_changed"],
      example: { body: { read: ["concert", "opera"], slugs: ["opera", "concert"] } },
    },
  },
  async ({ body, who }) => {
    const done = await orderCategories(who, body);
    return done.ok ? new Response(null, { status: 204 }) : done;
  },
);
