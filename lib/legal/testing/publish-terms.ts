import type { Administrator } from "#lib/identity/identify";
import { forgetSingleton } from "#lib/platform/singleton";
import { aUser } from "#prisma/seed/builders";
import type { LegalLocale } from "../contract.ts";
import { publishLegalDraft, saveLegalDraft } from "../edit-legal-text.ts";

/** Publishes terms of sale and answers their version. This process goes on with what it knew, as any other does for some seconds. */
export async function publishTerms(markdown: string, locale: LegalLocale = "en"): Promise<number> {
  const who = { userId: (await aUser()).userId } as Administrator;
  const key = { kind: "terms", locale } as const;
  const saved = await saveLegalDraft(key, { markdown, revision: 0 });
  const published = saved.ok ? await publishLegalDraft(who, { ...key, revision: saved.revision }) : saved;
  if (!published.ok) throw new Error("the terms were not published");
  return published.text.version;
}

/** The seconds pass for which a process keeps the text in force. */
export function secondsPass(): void {
  forgetSingleton("legal-in-force");
}
