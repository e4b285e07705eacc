import type { Staff } from "#lib/organizations/authority";
import { type Refused, refuse } from "#lib/platform/http/refusals";
import { deleteDraft } from "./draft-store.ts";
import { findOwnDraft } from "./find-own-draft.ts";

/** Deletes a draft. What was published of it stays. */
export async function removeDraft(
  person: Staff,
  id: string,
): Promise<{ ok: true } | Refused<"not_found" | "forbidden">> {
  const own = await findOwnDraft(person, id, "venue.write");
  if (!own.ok) return own;
  return (await deleteDraft(person, own)) ? { ok: true } : refuse("not_found");
}
