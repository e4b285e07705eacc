import { staff } from "#lib/organizations/authority";
import { organizationParams, wholeList } from "#lib/organizations/contract";
import { newViewBody, savedViewList, savedViewWire, viewListQuery } from "#lib/organizations/views/contract";
import { listViews } from "#lib/organizations/views/list-views";
import { saveView } from "#lib/organizations/views/save-view";
import { viewerOf } from "#lib/organizations/views/view-access";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";

const spec = {
  route: "/api/v1/organizations/{id}/saved-views",
  // The use cases ask for the permission of the list besides.
  authority: staff("event.read"),
  limit: limitTo("manage"),
  params: organizationParams,
};

/** The views of a list that the person may use. */
export const GET = endpoint(
  {
    ...spec,
    query: viewListQuery,
    operation: {
      summary: "List saved views",
      tag: "Organizations",
      answers: {
        200: { description: "Your own by name, then those shared by the organization.", body: savedViewList },
      },
      refuses: ["not_found", "forbidden"],
      example: { query: { list: "events" } },
    },
  },
  async ({ params, query, who }) => {
    const found = await viewerOf(who, params.id, query.list);
    return found.ok ? json(wholeList(await listViews(found.viewer))) : found;
  },
);

/** Keeps filters, order and columns of a list under a name. */
export const POST = endpoint(
  {
    ...spec,
    body: newViewBody,
    operation: {
      summary: "Save a view of a list",
      description:
        "Needs the permission to read the list: `event.read` for events and venues, `order.read` for orders, `audit.read` for the audit log. A shared view belongs to the organization: all who may read the list may use, change and delete it.",
      tag: "Organizations",
      answers: { 201: { description: "The view.", body: savedViewWire } },
      refuses: ["not_found", "forbidden", "saved_view_limit_reached", "saved_view_name_taken"],
      example: { body: { list: "events", name: "Sold out, most money first", query: "state=sold_out&sort=-taken" } },
    },
  },
  async ({ params, body, who }) => {
    const { list, ...given } = body;
    const found = await viewerOf(who, params.id, list);
    if (!found.ok) return found;
    const saved = await saveView(found.viewer, given);
    return saved.ok ? json(saved.view, { status: 201 }) : saved;
  },
);
