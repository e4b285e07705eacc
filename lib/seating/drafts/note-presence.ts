import { listPeople } from "#lib/identity/queries";
import type { Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import type { EditorList } from "./draft-contract.ts";
import { noteEditor } from "./draft-store.ts";
import { findOwnDraft } from "./find-own-draft.ts";

/** A designer gives a sign of life every ten seconds; three missed ones, and its person has left. */
export const PRESENT_SECONDS = 30;

/** Notes that the person has the draft open, and answers who else has. */
export async function notePresence(
  person: Staff,
  id: string,
): Promise<({ ok: true } & EditorList) | Refused<"not_found" | "forbidden">> {
  const own = await findOwnDraft(person, id, "venue.write");
  if (!own.ok) return own;
  const editors = await noteEditor({ draftId: id, userId: person.userId }, PRESENT_SECONDS);
  const people = await listPeople(editors.map(({ userId }) => userId));
  const data = editors.map(({ userId, seenAt }) => ({
    user_id: userId,
    name: people.get(userId)?.name ?? null,
    seen_at: seenAt.toISOString(),
  }));
  return { ok: true, data };
}
