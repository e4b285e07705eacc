import { z } from "zod";
import { endSessions } from "#lib/identity/people/end-sessions";
import { personParams } from "#lib/identity/people/people-contract";
import { administrator } from "#lib/organizations/account-authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";

/** Signs a person out everywhere. */
export const DELETE = endpoint(
  {
    route: "/api/v1/admin/people/{id}/sessions",
    authority: administrator,
    limit: limitTo("manage"),
    params: personParams,
    operation: {
      summary: "End all sessions of a person",
      description: "Of browsers and API clients; access tokens of organizations stay. The person may sign in again.",
      tag: "Administration",
      answers: { 200: { description: "How many ended.", body: z.object({ ended: z.int() }) } },
      refuses: ["not_found", "forbidden"],
    },
  },
  async ({ params, who }) => {
    const done = await endSessions(who, params.id);
    return done.ok ? json({ ended: done.ended }) : done;
  },
);
