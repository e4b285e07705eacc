import { staff } from "#lib/organizations/authority";
import { changeView } from "#lib/organizations/views/change-view";
import { savedViewWire, viewChangeBody, viewParams } from "#lib/organizations/views/contract";
import { deleteView } from "#lib/organizations/views/delete-view";
import { findView } from "#lib/organizations/views/view-access";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";

const spec = {
  route: "/api/v1/organizations/{id}/saved-views/{view_id}",
  authority: staff("event.read"),
  limit: limitTo("manage"),
  params: viewParams,
};

/** Renames a view, replaces what it shows, or makes it the default. */
export const PATCH = endpoint(
  {
    ...spec,
    body: viewChangeBody,
    operation: {
      summary: "Change a saved view",
      tag: "Organizations",
      answers: { 200: { description: "The view.", body: savedViewWire } },
      refuses: ["not_found", "forbidden", "saved_view_name_taken"],
      example: { body: { name: "Sold out", is_default: true } },
    },
  },
  async ({ params, body, who }) => {
    const found = await findView(who, { organizationId: params.id, id: params.view_id });
    if (!found.ok) return found;
    const changed = await changeView(found.viewer, found.view, body);
    return changed.ok ? json(changed.view) : changed;
  },
);

/** Deletes a view. */
export const DELETE = endpoint(
  {
    ...spec,
    operation: {
      summary: "Delete a saved view",
      tag: "Organizations",
      answers: { 204: { description: "It is gone, a shared one for everyone." } },
      refuses: ["not_found", "forbidden"],
    },
  },
  async ({ params, who }) => {
    const found = await findView(who, { organizationId: params.id, id: params.view_id });
    if (!found.ok) return found;
    const gone = await deleteView(found.viewer, found.view);
    return gone.ok ? new Response(null, { status: 204 }) : gone;
  },
);
