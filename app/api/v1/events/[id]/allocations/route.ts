import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";
import { eventParams } from "#lib/reservations/contract";
import { allocationList, newAllocationBody } from "#lib/seating/allocations/allocation-contract";
import { readAllocations } from "#lib/seating/allocations/read-allocations";
import { createAllocation } from "#lib/seating/allocations/save-allocation";

const here = { route: "/api/v1/events/{id}/allocations", limit: limitTo("manage"), params: eventParams };
const list = { description: "The allocations with their counts and seats.", body: allocationList };

/** The allocations of an event. */
export const GET = endpoint(
  {
    ...here,
    authority: staff("event.read"),
    operation: {
      summary: "List the allocations of an event",
      description:
        "Seats that are set aside for the house, the press, promoters and others, with how many are free, held and sold.",
      tag: "Allocations",
      answers: { 200: list },
      refuses: ["not_found", "forbidden"],
      example: {},
    },
  },
  async ({ params: { id }, who }) => {
    const read = await readAllocations(who, id);
    return read.ok ? json(read.list) : read;
  },
);

/** Makes an allocation without seats. */
export const POST = endpoint(
  {
    ...here,
    authority: staff("event.write"),
    body: newAllocationBody,
    operation: {
      summary: "Make an allocation",
      description:
        "It has no seats yet: set seats aside for it with `POST /api/v1/events/{id}/seat-painting`. Answers all allocations.",
      tag: "Allocations",
      answers: { 201: list },
      refuses: ["not_found", "forbidden", "allocation_limit_reached"],
      example: { body: { name: "Promoter Norte", kind: "promoter", owner: "Ana", reason: "Contract of May" } },
    },
  },
  async ({ params: { id }, body, who }) => {
    const made = await createAllocation(who, id, body);
    const read = made.ok ? await readAllocations(who, id) : made;
    return read.ok ? json(read.list, { status: 201 }) : read;
  },
);
