import { pageQuery } from "#lib/catalog/halls/hall-contract";
import { venueParams } from "#lib/catalog/venues/venue-contract";
import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";
import { draftList, draftSummary, newDraftBody, PLAN_BYTES_MAX } from "#lib/seating/drafts/draft-contract";
import { listDrafts } from "#lib/seating/drafts/list-drafts";
import { makeDraft } from "#lib/seating/drafts/make-draft";

const here = { route: "/api/v1/venues/{id}/hall-drafts", limit: limitTo("manage"), params: venueParams };

/** The drafts of a venue. */
export const GET = endpoint(
  {
    ...here,
    authority: staff("event.read"),
    query: pageQuery,
    operation: {
      summary: "List the drafts of a venue",
      tag: "Venues",
      answers: { 200: { description: "One page of drafts, the last changed first.", body: draftList } },
      refuses: ["not_found", "forbidden"],
      example: { query: { limit: "5" } },
    },
  },
  async ({ who, params, query }) => {
    const listed = await listDrafts(who, params.id, query);
    return listed.ok ? json({ data: listed.data, meta: listed.meta }) : listed;
  },
);

/** Makes a draft. */
export const POST = endpoint(
  {
    ...here,
    authority: staff("venue.write"),
    body: newDraftBody,
    bodyBytesMax: PLAN_BYTES_MAX,
    operation: {
      summary: "Create a draft of a hall",
      description: "Empty, of a plan, or of a published version of a hall, which opens as it was drawn.",
      tag: "Venues",
      answers: { 201: { description: "The draft, without its plan.", body: draftSummary } },
      refuses: ["not_found", "forbidden", "draft_limit_reached", "hall_archived"],
      example: { body: { name: "Main hall" } },
    },
  },
  async ({ who, params, body }) => {
    const made = await makeDraft(who, params.id, body);
    if (!made.ok) return made;
    return json(made.draft, { status: 201, headers: { location: `/api/v1/hall-drafts/${made.draft.id}` } });
  },
);
