import { legalVersionAnswer, legalVersionParams } from "#lib/legal/contract";
import { readLegalVersion } from "#lib/legal/read-legal-texts";
import { administrator } from "#lib/organizations/account-authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";

/** A version of a legal text. */
export const GET = endpoint(
  {
    route: "/api/v1/admin/legal-texts/{kind}/{locale}/versions/{version}",
    authority: administrator,
    limit: limitTo("manage"),
    params: legalVersionParams,
    operation: {
      summary: "Read a version of a legal text",
      description: "With its difference from the version before, line by line.",
      tag: "Administration",
      answers: { 200: { description: "The text as it was published.", body: legalVersionAnswer } },
      refuses: ["not_found"],
    },
  },
  async ({ params: { version, ...key } }) => {
    const read = await readLegalVersion(key, version);
    return read.ok ? json(read.text) : read;
  },
);
