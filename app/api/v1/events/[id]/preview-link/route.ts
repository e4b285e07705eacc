import { makePreviewLink, readPreviewLink, revokePreviewLink } from "#lib/catalog/preview/make-preview-link";
import { madePreviewWire, previewBody, previewWire } from "#lib/catalog/preview/preview-contract";
import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";
import { eventParams } from "#lib/reservations/contract";

const here = { route: "/api/v1/events/{id}/preview-link", limit: limitTo("manage"), params: eventParams };

/** Whether a draft has a preview link. */
export const GET = endpoint(
  {
    ...here,
    authority: staff("event.read"),
    operation: {
      summary: "Read the preview link of a draft",
      description: "The link itself is answered once, when it is made.",
      tag: "Events",
      answers: { 200: { description: "Its state and until when it shows the draft.", body: previewWire } },
      refuses: ["not_found", "forbidden"],
      example: {},
    },
  },
  async ({ params: { id }, who }) => {
    const read = await readPreviewLink(who, id);
    return read.ok ? json(read.link) : read;
  },
);

/** Makes the preview link of a draft. */
export const POST = endpoint(
  {
    ...here,
    authority: staff("event.write"),
    body: previewBody,
    operation: {
      summary: "Make the preview link of a draft",
      description:
        "Who has the link sees the draft as fans will see it, without an account; nothing can be held or bought. A link that was made before ends. Once the event is published, the link leads to its public page.",
      tag: "Events",
      answers: { 201: { description: "The link.", body: madePreviewWire } },
      refuses: ["not_found", "forbidden", "preview_needs_draft"],
      example: { body: { days: 14 } },
    },
  },
  async ({ params: { id }, body, who }) => {
    const made = await makePreviewLink(who, id, body);
    return made.ok ? json(made.link, { status: 201 }) : made;
  },
);

/** Revokes the preview link of a draft. */
export const DELETE = endpoint(
  {
    ...here,
    authority: staff("event.write"),
    operation: {
      summary: "Revoke the preview link of a draft",
      description: "The link looks missing from now on.",
      tag: "Events",
      answers: { 204: { description: "It is revoked." } },
      refuses: ["not_found", "forbidden"],
      example: {},
    },
  },
  async ({ params: { id }, who }) => {
    const revoked = await revokePreviewLink(who, id);
    return revoked.ok ? new Response(null, { status: 204 }) : revoked;
  },
);
