import { administrator } from "#lib/organizations/account-authority";
import { changeView } from "#lib/organizations/views/change-view";
import { platformViewParams, savedViewWire, viewChangeBody } from "#lib/organizations/views/contract";
import { deleteView } from "#lib/organizations/views/delete-view";
import { findPlatformView } from "#lib/organizations/views/view-access";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";

const spec = {
  route: "/api/v1/admin/saved-views/{view_id}",
  authority: administrator,
  limit: limitTo("manage"),
  params: platformViewParams,
};

/** Renames a view of the administration, replaces what it shows, or makes it the default. */
export const PATCH = endpoint(
  {
    ...spec,
    body: viewChangeBody,
    operation: {
      summary: "Change a saved view of the administration",
      tag: "Administration",
      answers: { 200: { description: "The view.", body: savedViewWire } },
      refuses: ["not_found", "saved_view_name_taken"],
      example: { body: { name: "To decide first" } },
    },
  },
  async ({ params, body, who }) => {
    const found = await findPlatformView(who, params.view_id);
    if (!found.ok) return found;
    const changed = await changeView(found.viewer, found.view, body);
    return changed.ok ? json(changed.view) : changed;
  },
);

/** Deletes a view of the administration. */
export const DELETE = endpoint(
  {
    ...spec,
    operation: {
      summary: "Delete a saved view of the administration",
      tag: "Administration",
      answers: { 204: { description: "It is gone, a shared one for every administrator." } },
      refuses: ["not_found"],
    },
  },
  async ({ params, who }) => {
    const found = await findPlatformView(who, params.view_id);
    if (!found.ok) return found;
    const gone = await deleteView(found.viewer, found.view);
    return gone.ok ? new Response(null, { status: 204 }) : gone;
  },
);
