import { administrator } from "#lib/organizations/account-authority";
import { wholeList } from "#lib/organizations/contract";
import {
  newPlatformViewBody,
  platformViewListQuery,
  savedViewList,
  savedViewWire,
} from "#lib/organizations/views/contract";
import { listViews } from "#lib/organizations/views/list-views";
import { saveView } from "#lib/organizations/views/save-view";
import { platformViewer } from "#lib/organizations/views/view-access";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";

const spec = { route: "/api/v1/admin/saved-views", authority: administrator, limit: limitTo("manage") };

/** The views of a list of the administration. */
export const GET = endpoint(
  {
    ...spec,
    query: platformViewListQuery,
    operation: {
      summary: "List saved views of the administration",
      tag: "Administration",
      answers: { 200: { description: "Your own by name, then those shared by administrators.", body: savedViewList } },
      example: { query: { list: "organizations" } },
    },
  },
  async ({ query, who }) => json(wholeList(await listViews(platformViewer(who, query.list)))),
);

/** Keeps filters, order and columns of a list of the administration under a name. */
export const POST = endpoint(
  {
    ...spec,
    body: newPlatformViewBody,
    operation: {
      summary: "Save a view of a list of the administration",
      tag: "Administration",
      answers: { 201: { description: "The view.", body: savedViewWire } },
      refuses: ["not_found", "saved_view_limit_reached", "saved_view_name_taken"],
      example: { body: { list: "organizations", name: "To decide", query: "status=pending", is_shared: true } },
    },
  },
  async ({ body, who }) => {
    const { list, ...given } = body;
    const saved = await saveView(platformViewer(who, list), given);
    return saved.ok ? json(saved.view, { status: 201 }) : saved;
  },
);
