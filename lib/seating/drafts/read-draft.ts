import type { Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import type { DraftWire } from "./draft-contract.ts";
import { draftOnWire } from "./draft-wire.ts";
import { findOwnDraft } from "./find-own-draft.ts";

/** A draft with its plan. */
export async function readDraft(
  person: Staff,
  id: string,
): Promise<{ ok: true; draft: DraftWire } | Refused<"not_found" | "forbidden">> {
  const own = await findOwnDraft(person, id, "event.read");
  if (!own.ok) return own;
  return { ok: true, draft: { ...(await draftOnWire(own.row)), plan: JSON.parse(own.row.plan) } };
}
