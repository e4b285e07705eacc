import { countAddOnSales } from "#lib/orders/reading/queries";
import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { addOnChangeBody, addOnParams, addOnWire } from "#lib/pricing/add-ons/add-on-contract";
import { changeAddOn } from "#lib/pricing/add-ons/change-add-on";
import { deleteAddOn } from "#lib/pricing/add-ons/delete-add-on";
import { readAddOn } from "#lib/pricing/add-ons/list-add-ons";
import { limitTo } from "#lib/protection/limits";

const here = { route: "/api/v1/events/{id}/add-ons/{add_on_id}", limit: limitTo("manage"), params: addOnParams };

/** One add-on. */
export const GET = endpoint(
  {
    ...here,
    authority: staff("event.read"),
    operation: {
      summary: "Read an add-on",
      tag: "Add-ons",
      answers: { 200: { description: "The add-on.", body: addOnWire } },
      refuses: ["not_found", "forbidden"],
      example: {},
    },
  },
  async ({ params, who }) => {
    const read = await readAddOn(who, { eventId: params.id, id: params.add_on_id }, countAddOnSales);
    return read.ok ? json(read.addOn) : read;
  },
);

/** Changes an add-on. */
export const PATCH = endpoint(
  {
    ...here,
    authority: staff("event.write"),
    body: addOnChangeBody,
    operation: {
      summary: "Change an add-on",
      description:
        "Orders keep what they were opened with. A stock below what they have is refused; `active: false` takes it off sale.",
      tag: "Add-ons",
      answers: { 200: { description: "The add-on as it is now.", body: addOnWire } },
      refuses: ["not_found", "forbidden", "add_on_invalid", "add_on_changed"],
      example: { body: { revision: 0, stock: 200 } },
    },
  },
  async ({ params, body, who }) => {
    const key = { eventId: params.id, id: params.add_on_id };
    const changed = await changeAddOn(who, key, { change: body, count: countAddOnSales });
    return changed.ok ? json(changed.addOn) : changed;
  },
);

/** Deletes an add-on that no order has. */
export const DELETE = endpoint(
  {
    ...here,
    authority: staff("event.write"),
    operation: {
      summary: "Delete an add-on",
      description: "Only while no open or paid order has it; one that was sold is taken off sale instead.",
      tag: "Add-ons",
      answers: { 204: { description: "It is gone." } },
      refuses: ["not_found", "forbidden", "add_on_in_orders"],
      example: {},
    },
  },
  async ({ params, who }) => {
    const gone = await deleteAddOn(who, { eventId: params.id, id: params.add_on_id });
    return gone.ok ? new Response(null, { status: 204 }) : gone;
  },
);
