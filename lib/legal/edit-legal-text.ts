import type { Administrator } from "#lib/identity/identify";
import type { Refused } from "#lib/platform/http/refusals";
import type { LegalKey } from "./contract.ts";
import { claimDraft, claimPublication, findDraft, type PublishedText } from "./legal-store.ts";
import { refuse } from "./refusals.ts";

/**
 * Stores the draft of a legal text over the revision that its writer read (0: there was none). Refuses `legal_draft_changed`, with the
 * draft as it is now, where another was stored or it was published meanwhile.
 */
export async function saveLegalDraft(
  key: LegalKey,
  draft: { markdown: string; revision: number },
): Promise<{ ok: true; revision: number } | Refused<"legal_draft_changed">> {
  const revision = await claimDraft(key, draft);
  return revision === undefined ? changed(key) : { ok: true, revision };
}

/** Puts the draft in force from now on, as the next version. Refuses `legal_draft_changed` unless it is of this revision still. */
export async function publishLegalDraft(
  { userId }: Administrator,
  { revision, ...key }: LegalKey & { revision: number },
): Promise<{ ok: true; text: PublishedText } | Refused<"legal_draft_changed">> {
  const text = await claimPublication(key, revision, (version) => ({
    ...{ actor: `user:${userId}`, action: "legal_text.publish", outcome: "ok" },
    subject: `${key.kind}/${key.locale}/${version}`,
  }));
  return text ? { ok: true, text } : changed(key);
}

async function changed(key: LegalKey): Promise<Refused<"legal_draft_changed">> {
  const { revision = 0, markdown = "" } = (await findDraft(key)) ?? {};
  return refuse("legal_draft_changed", { revision, markdown });
}
