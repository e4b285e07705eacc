import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";
import { allocationChangeBody, allocationList, allocationParams } from "#lib/seating/allocations/allocation-contract";
import { readAllocations } from "#lib/seating/allocations/read-allocations";
import { changeAllocation, removeAllocation } from "#lib/seating/allocations/save-allocation";

const here = {
  route: "/api/v1/events/{id}/allocations/{allocation_id}",
  authority: staff("event.write"),
  limit: limitTo("manage"),
  params: allocationParams,
};

/** Changes an allocation. */
export const PATCH = endpoint(
  {
    ...here,
    body: allocationChangeBody,
    operation: {
      summary: "Change an allocation",
      tag: "Allocations",
      answers: { 200: { description: "All allocations as they are now.", body: allocationList } },
      refuses: ["not_found", "forbidden", "allocation_changed"],
      example: { body: { revision: 1, owner: "Ben", release_at: "2026-12-01T18:00:00Z" } },
    },
  },
  async ({ params: { id, allocation_id }, body, who }) => {
    const changed = await changeAllocation(who, { eventId: id, id: allocation_id }, body);
    const read = changed.ok ? await readAllocations(who, id) : changed;
    return read.ok ? json(read.list) : read;
  },
);

/** Deletes an allocation without seats. */
export const DELETE = endpoint(
  {
    ...here,
    operation: {
      summary: "Delete an allocation",
      description: "With its codes and links. Refused while it has seats.",
      tag: "Allocations",
      answers: { 204: { description: "It is gone." } },
      refuses: ["not_found", "forbidden", "allocation_in_use"],
    },
  },
  async ({ params: { id, allocation_id }, who }) => {
    const removed = await removeAllocation(who, { eventId: id, id: allocation_id });
    return removed.ok ? new Response(null, { status: 204 }) : removed;
  },
);
