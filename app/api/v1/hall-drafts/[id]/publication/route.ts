import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";
import { draftParams, publicationBody, publicationWire } from "#lib/seating/drafts/draft-contract";
import { publishDraft } from "#lib/seating/drafts/publish-draft";

/** Publishes a draft as the next version of its hall. */
export const POST = endpoint(
  {
    route: "/api/v1/hall-drafts/{id}/publication",
    authority: staff("venue.write"),
    limit: limitTo("manage"),
    params: draftParams,
    body: publicationBody,
    operation: {
      summary: "Publish a draft of a hall",
      description:
        "The plan becomes a layout and the next version of the hall. The same content again is the version that it is already (`already_there`).",
      tag: "Venues",
      answers: { 200: { description: "The version.", body: publicationWire } },
      refuses: ["not_found", "forbidden", "draft_changed", "plan_has_errors", "hall_archived"],
      example: { body: { revision: 1, version_name: "Opening season" } },
    },
  },
  async ({ who, params, body }) => {
    const published = await publishDraft(who, params.id, body);
    return published.ok ? json(published.publication) : published;
  },
);
