import { publicLegalAnswer, publicLegalParams, publicLegalQuery } from "#lib/legal/contract";
import { readPublishedText } from "#lib/legal/read-published-text";
import { anyone } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { refuse } from "#lib/platform/http/refusals";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";
import { shippedLegalText } from "../../../../shipped-legal-text.ts";

/** A legal text: the one in force, or a version that was published. */
export const GET = endpoint(
  {
    route: "/api/v1/legal-texts/{kind}",
    authority: anyone,
    limit: limitTo("browse"),
    params: publicLegalParams,
    query: publicLegalQuery,
    operation: {
      summary: "Read a legal text",
      description:
        "Terms, privacy or imprint, as it is in force in a language, or a version of it, such as that of an order.",
      tag: "Legal texts",
      refuses: ["not_found"],
      answers: { 200: { description: "The text in Markdown.", body: publicLegalAnswer } },
      example: { query: { locale: "en" } },
    },
  },
  async ({ params: { kind }, query: { locale, version } }) => {
    const text = await readPublishedText({ kind, locale }, version);
    if (!text && version) return refuse("not_found");
    return json({
      ...{ kind, locale, version: text?.version ?? 0, valid_from: text?.validFrom.toISOString() ?? null },
      markdown: text?.markdown ?? shippedLegalText({ kind, locale }),
    });
  },
);
