import { listOwnEvents } from "#lib/analytics/list-event-sales";
import { ownEventsAnswer, ownEventsQuery } from "#lib/analytics/own-events-contract";
import { staff } from "#lib/organizations/authority";
import { organizationParams } from "#lib/organizations/contract";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";

/** The organization's own events, drafts too. */
export const GET = endpoint(
  {
    route: "/api/v1/organizations/{id}/events",
    authority: staff("event.read"),
    limit: limitTo("manage"),
    params: organizationParams,
    query: ownEventsQuery,
    operation: {
      summary: "List an organization's events",
      description: "Drafts and cancelled ones too. Those to come stand first, the next one at the top.",
      tag: "Organizations",
      answers: { 200: { description: "One page of events.", body: ownEventsAnswer } },
      refuses: ["not_found", "forbidden"],
      example: { query: { q: "opera", limit: "10" } },
    },
  },
  async ({ who, params, query }) => {
    const listed = await listOwnEvents(who, params.id, query);
    return listed.ok ? json(listed.list) : listed;
  },
);
