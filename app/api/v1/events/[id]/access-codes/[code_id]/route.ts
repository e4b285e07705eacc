import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { limitTo } from "#lib/protection/limits";
import { codeParams } from "#lib/seating/access/access-contract";
import { revokeCode } from "#lib/seating/access/make-codes";

/** Revokes a code or link. */
export const DELETE = endpoint(
  {
    route: "/api/v1/events/{id}/access-codes/{code_id}",
    authority: staff("event.write"),
    limit: limitTo("manage"),
    params: codeParams,
    operation: {
      summary: "Revoke an access code or link",
      description:
        "Ends the access of all who used it; seats of its allocation that they hold can no longer be paid for.",
      tag: "Access",
      answers: { 204: { description: "It is gone." } },
      refuses: ["not_found", "forbidden"],
    },
  },
  async ({ params: { id, code_id }, who }) => {
    const revoked = await revokeCode(who, { eventId: id, id: code_id });
    return revoked.ok ? new Response(null, { status: 204 }) : revoked;
  },
);
