import { publicLegalAnswer, publicLegalParams, publicLegalQuery } from "#lib/legal/contract";
import { legalInForce } from "#lib/legal/legal-in-force";
import { anyone } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";
import { shippedLegalText } from "../../../../shipped-legal-text.ts";

/** A legal text in force. */
export const GET = endpoint(
  {
    route: "/api/v1/legal-texts/{kind}",
    authority: anyone,
    limit: limitTo("browse"),
    params: publicLegalParams,
    query: publicLegalQuery,
    operation: {
      summary: "Read a legal text",
      description: "Terms, privacy or imprint, as it is in force in a language.",
      tag: "Legal texts",
      answers: { 200: { description: "The text in Markdown.", body: publicLegalAnswer } },
      example: { query: { locale: "en" } },
    },
  },
  async ({ params: { kind }, query: { locale } }) => {
    const text = await legalInForce({ kind, locale });
    return json({
      ...{ kind, locale, version: text?.version ?? 0, valid_from: text?.validFrom.toISOString() ?? null },
      markdown: text?.markdown ?? shippedLegalText({ kind, locale }),
    });
  },
);
