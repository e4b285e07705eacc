import { legalStatesAnswer } from "#lib/legal/contract";
import { listLegalTexts } from "#lib/legal/read-legal-texts";
import { administrator } from "#lib/organizations/account-authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";

/** Every legal text in every language. */
export const GET = endpoint(
  {
    route: "/api/v1/admin/legal-texts",
    authority: administrator,
    limit: limitTo("manage"),
    operation: {
      summary: "List the legal texts",
      description: "Which version of each is in force, and whether there is a draft.",
      tag: "Administration",
      answers: { 200: { description: "Each kind in each language.", body: legalStatesAnswer } },
    },
  },
  async () => json({ data: await listLegalTexts() }),
);
