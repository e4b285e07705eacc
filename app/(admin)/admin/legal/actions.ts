"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { legalDraftBody, legalParams } from "#lib/legal/contract";
import { publishLegalDraft, saveLegalDraft } from "#lib/legal/edit-legal-text";
import { administrator } from "#lib/organizations/account-authority";
import { limitTo } from "#lib/protection/limits";
import type { LegalFormState } from "../../../../components/admin/legal-form-state.ts";
import { type ActionRefusal, action } from "../../../action.ts";

const typedNumber = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);

/** Saves the draft of a legal text, and publishes it where that is wanted. */
export const saveLegalTextAction = action(
  {
    route: "/admin/legal/{kind}/{locale}#save",
    authority: administrator,
    limit: limitTo("manage"),
    input: legalParams.extend({
      markdown: legalDraftBody.shape.markdown,
      revision: typedNumber.pipe(legalDraftBody.shape.revision),
      intent: z.enum(["save", "publish"]).default("save"),
    }),
    refused,
  },
  async ({ who, input }): Promise<LegalFormState> => {
    const { kind, locale, markdown, revision, intent } = input;
    const key = { kind, locale };
    const saved = await saveLegalDraft(key, { markdown, revision });
    if (!saved.ok) return { conflict: conflictOf(saved.refusal) };
    const result =
      intent === "publish" ? await publishLegalDraft(who, { ...key, revision: saved.revision }) : undefined;
    revalidatePath("/admin/legal", "layout");
    if (result && !result.ok) return { conflict: conflictOf(result.refusal) };
    return result ? { done: "published", revision: 0 } : { done: "saved", revision: saved.revision };
  },
);

const conflictOf = ({ revision, markdown }: { revision: number; markdown: string }) => ({ revision, markdown });

function refused(refusal: ActionRefusal): LegalFormState {
  return refusal.code === "invalid_request" ? { wrong: true } : { refusal: refusal.code };
}
