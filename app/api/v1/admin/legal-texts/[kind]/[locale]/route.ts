import { z } from "zod";
import { editedLegalAnswer, legalDraftBody, legalParams } from "#lib/legal/contract";
import { saveLegalDraft } from "#lib/legal/edit-legal-text";
import { readEditedText } from "#lib/legal/read-legal-texts";
import { administrator } from "#lib/organizations/account-authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";

const spec = {
  route: "/api/v1/admin/legal-texts/{kind}/{locale}",
  authority: administrator,
  limit: limitTo("manage"),
  params: legalParams,
};

/** One legal text with its draft. */
export const GET = endpoint(
  {
    ...spec,
    operation: {
      summary: "Read a legal text and its draft",
      tag: "Administration",
      answers: {
        200: { description: "The text in force, and the draft where there is one.", body: editedLegalAnswer },
      },
    },
  },
  async ({ params }) => json(await readEditedText(params)),
);

/** Stores the draft. */
export const PATCH = endpoint(
  {
    ...spec,
    body: legalDraftBody,
    operation: {
      summary: "Save a legal text's draft",
      description:
        "Over the draft of the `revision` that was read. The text in force stays until the draft is published.",
      tag: "Administration",
      answers: { 200: { description: "The draft is stored.", body: z.object({ revision: z.int() }) } },
      refuses: ["legal_draft_changed"],
      example: { body: { markdown: "## Who sells\n\nThe house.", revision: 0 } },
    },
  },
  async ({ params, body }) => {
    const result = await saveLegalDraft(params, body);
    return result.ok ? json({ revision: result.revision }) : result;
  },
);
