import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";
import { draftParams, editorList } from "#lib/seating/drafts/draft-contract";
import { notePresence } from "#lib/seating/drafts/note-presence";

/** A sign of life of someone who has the draft open. */
export const POST = endpoint(
  {
    route: "/api/v1/hall-drafts/{id}/presence",
    authority: staff("venue.write"),
    limit: limitTo("manage"),
    params: draftParams,
    operation: {
      summary: "Say that a draft is open, and see who else has it open",
      description: "Repeat it every ten seconds; after thirty without it, a person counts as gone.",
      tag: "Venues",
      answers: { 200: { description: "Who has the draft open, the caller too.", body: editorList } },
      refuses: ["not_found", "forbidden"],
    },
  },
  async ({ who, params }) => {
    const noted = await notePresence(who, params.id);
    return noted.ok ? json({ data: noted.data }) : noted;
  },
);
