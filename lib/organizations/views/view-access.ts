import type { Administrator, SignedIn } from "#lib/identity/identify";
import type { Refused } from "#lib/platform/http/refusals";
import { mayActFor, type Staff } from "../authority.ts";
import { findOrganization } from "../find-organization.ts";
import { refuse } from "../refusals.ts";
import { LIST_PERMISSIONS, type PlatformViewList, type ViewList } from "./contract.ts";
import { findViewRow, type ViewPlace, type ViewRow } from "./view-store.ts";

/** Who asks, and in which list of which organization, after both were judged. */
export type Viewer = { person: SignedIn; place: ViewPlace };

/**
 * A list of an organization, for people who may read it. Refuses `not_found` to people outside the organization, and `forbidden`
 * where the role may not read the list.
 */
export async function viewerOf(
  person: Staff,
  organizationId: string,
  list: ViewList,
): Promise<{ ok: true; viewer: Viewer } | Refused<"not_found" | "forbidden">> {
  const found = await findOrganization(person, { id: organizationId }, LIST_PERMISSIONS[list]);
  return found.ok ? { ok: true, viewer: { person, place: { organizationId, list } } } : found;
}

/** A list of the administrators, who share their views among themselves. */
export function platformViewer(person: Administrator, list: PlatformViewList): Viewer {
  return { person, place: { organizationId: null, list } };
}

/**
 * A view that the person may see, with its list. Another person's own view is as missing as one of another organization;
 * `forbidden` where the role may not read the list.
 */
export async function findView(
  person: Staff,
  { organizationId, id }: { organizationId: string; id: string },
): Promise<{ ok: true; viewer: Viewer; view: ViewRow } | Refused<"not_found" | "forbidden">> {
  const view = await findViewRow(person.userId, { organizationId, id });
  if (!view || !isViewList(view.list)) return refuse("not_found");
  const may = mayActFor(person, organizationId, LIST_PERMISSIONS[view.list]);
  return may.ok ? { ok: true, viewer: { person, place: { organizationId, list: view.list } }, view } : may;
}

/** The same, of the administrators. */
export async function findPlatformView(
  person: Administrator,
  id: string,
): Promise<{ ok: true; viewer: Viewer; view: ViewRow } | Refused<"not_found">> {
  const view = await findViewRow(person.userId, { organizationId: null, id });
  return view
    ? { ok: true, viewer: { person, place: { organizationId: null, list: view.list } }, view }
    : refuse("not_found");
}

function isViewList(list: string): list is ViewList {
  return list in LIST_PERMISSIONS;
}
