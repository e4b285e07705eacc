import type { NewView, PlatformViewList, ViewChange, ViewList } from "#lib/organizations/views/contract";
import { call } from "../../api/call.ts";

/** The list whose views are meant: of an organization, or of the administrators. */
export type ViewPlace =
  | { readonly organizationId: string; readonly list: ViewList }
  | { readonly organizationId: null; readonly list: PlatformViewList };

/** Saves a view by the API. */
export function saveView(place: ViewPlace, given: NewView) {
  if (place.organizationId === null)
    return call("POST /api/v1/admin/saved-views", { body: { list: place.list, ...given } });
  return call("POST /api/v1/organizations/{id}/saved-views", {
    params: { id: place.organizationId },
    body: { list: place.list, ...given },
  });
}

export function changeView({ organizationId }: ViewPlace, id: string, body: ViewChange) {
  if (organizationId === null)
    return call("PATCH /api/v1/admin/saved-views/{view_id}", { params: { view_id: id }, body });
  return call("PATCH /api/v1/organizations/{id}/saved-views/{view_id}", {
    params: { id: organizationId, view_id: id },
    body,
  });
}

export function deleteView({ organizationId }: ViewPlace, id: string) {
  if (organizationId === null) return call("DELETE /api/v1/admin/saved-views/{view_id}", { params: { view_id: id } });
  return call("DELETE /api/v1/organizations/{id}/saved-views/{view_id}", {
    params: { id: organizationId, view_id: id },
  });
}
