import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";
import {
  draftChangeBody,
  draftParams,
  draftSummary,
  draftWire,
  PLAN_BYTES_MAX,
} from "#lib/seating/drafts/draft-contract";
import { readDraft } from "#lib/seating/drafts/read-draft";
import { removeDraft } from "#lib/seating/drafts/remove-draft";
import { saveDraft } from "#lib/seating/drafts/save-draft";

const here = { route: "/api/v1/hall-drafts/{id}", limit: limitTo("manage"), params: draftParams };

/** A draft with its plan. */
export const GET = endpoint(
  {
    ...here,
    authority: staff("event.read"),
    operation: {
      summary: "Read a draft of a hall",
      tag: "Venues",
      answers: { 200: { description: "The draft with its plan.", body: draftWire } },
      refuses: ["not_found", "forbidden"],
    },
  },
  async ({ who, params }) => {
    const read = await readDraft(who, params.id);
    return read.ok ? json(read.draft) : read;
  },
);

/** Saves a draft. */
export const PATCH = endpoint(
  {
    ...here,
    authority: staff("venue.write"),
    body: draftChangeBody,
    bodyBytesMax: PLAN_BYTES_MAX,
    operation: {
      summary: "Save a draft of a hall",
      description: "`revision` is that of the draft the change was made on. A newer state is never overwritten.",
      tag: "Venues",
      answers: { 200: { description: "The draft as it is now, without its plan.", body: draftSummary } },
      refuses: ["not_found", "forbidden", "draft_changed"],
      example: { body: { name: "Main hall, seated", revision: 1 } },
    },
  },
  async ({ who, params, body }) => {
    const saved = await saveDraft(who, params.id, body);
    return saved.ok ? json(saved.draft) : saved;
  },
);

/** Deletes a draft. */
export const DELETE = endpoint(
  {
    ...here,
    authority: staff("venue.write"),
    operation: {
      summary: "Delete a draft of a hall",
      description: "What was published of it stays.",
      tag: "Venues",
      answers: { 204: { description: "It is gone." } },
      refuses: ["not_found", "forbidden"],
    },
  },
  async ({ who, params }) => {
    const removed = await removeDraft(who, params.id);
    return removed.ok ? new Response(null, { status: 204 }) : removed;
  },
);
