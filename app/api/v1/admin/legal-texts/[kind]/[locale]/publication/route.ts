import { legalParams, legalPublishBody, publicLegalAnswer } from "#lib/legal/contract";
import { publishLegalDraft } from "#lib/legal/edit-legal-text";
import { administrator } from "#lib/organizations/account-authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";

/** Puts the draft in force. */
export const POST = endpoint(
  {
    route: "/api/v1/admin/legal-texts/{kind}/{locale}/publication",
    authority: administrator,
    limit: limitTo("manage"),
    params: legalParams,
    body: legalPublishBody,
    operation: {
      summary: "Publish a legal text's draft",
      description: "It is in force from now on, as the next version. What was published is never changed.",
      tag: "Administration",
      answers: { 201: { description: "The text in force.", body: publicLegalAnswer } },
      refuses: ["legal_draft_changed"],
      example: { body: { revision: 1 } },
    },
  },
  async ({ params, body, who }) => {
    const result = await publishLegalDraft(who, { ...params, ...body });
    if (!result.ok) return result;
    const { version, validFrom, markdown } = result.text;
    return json({ ...params, version, valid_from: validFrom.toISOString(), markdown }, { status: 201 });
  },
);
