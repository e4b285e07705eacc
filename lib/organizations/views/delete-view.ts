import type { Refused } from "#lib/platform/http/refusals";
import { refuse } from "../refusals.ts";
import type { Viewer } from "./view-access.ts";
import { claimViewDeletion, type ViewRow } from "./view-store.ts";

/** Deletes a view; a shared one for everyone. Refuses `not_found` when it is gone already. */
export async function deleteView(
  { person, place }: Viewer,
  { id }: ViewRow,
): Promise<{ ok: true } | Refused<"not_found">> {
  const isGone = await claimViewDeletion(person.userId, { organizationId: place.organizationId, id });
  return isGone ? { ok: true } : refuse("not_found");
}
