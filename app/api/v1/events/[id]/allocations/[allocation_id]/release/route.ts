import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";
import { allocationParams, releaseAnswer } from "#lib/seating/allocations/allocation-contract";
import { releaseAllocation } from "#lib/seating/allocations/release-allocation";

/** Puts the seats of an allocation on sale to everybody. */
export const POST = endpoint(
  {
    route: "/api/v1/events/{id}/allocations/{allocation_id}/release",
    authority: staff("event.write"),
    limit: limitTo("manage"),
    params: allocationParams,
    operation: {
      summary: "Release an allocation",
      description:
        "Its seats are on sale to everybody at once; sold ones stay counted, and what comes back follows. Accessible places are released by their rule alone once sales have begun.",
      tag: "Allocations",
      answers: { 200: { description: "How many seats were released.", body: releaseAnswer } },
      refuses: ["not_found", "forbidden", "accessible_by_rule"],
      example: {},
    },
  },
  async ({ params: { id, allocation_id }, who }) => {
    const done = await releaseAllocation(who, { eventId: id, id: allocation_id });
    return done.ok ? json({ released: done.released }) : done;
  },
);
