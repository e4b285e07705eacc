import { countAddOnSales } from "#lib/orders/reading/queries";
import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { addOnList, addOnListQuery, addOnWire, newAddOnBody } from "#lib/pricing/add-ons/add-on-contract";
import { listAddOns } from "#lib/pricing/add-ons/list-add-ons";
import { makeAddOn } from "#lib/pricing/add-ons/make-add-on";
import { limitTo } from "#lib/protection/limits";
import { eventParams } from "#lib/reservations/contract";

const here = { route: "/api/v1/events/{id}/add-ons", limit: limitTo("manage"), params: eventParams };

/** The add-ons of an event. */
export const GET = endpoint(
  {
    ...here,
    authority: staff("event.read"),
    query: addOnListQuery,
    operation: {
      summary: "List the add-ons of an event",
      description: "What it sells beside tickets, in the order in which buyers see it, with what is sold and left.",
      tag: "Add-ons",
      answers: { 200: { description: "One page of add-ons.", body: addOnList } },
      refuses: ["not_found", "forbidden"],
      example: { query: { limit: "50" } },
    },
  },
  async ({ params: { id }, query, who }) => {
    const listed = await listAddOns(who, id, { ...query, count: countAddOnSales });
    return listed.ok ? json(listed.list) : listed;
  },
);

/** Makes an add-on. */
export const POST = endpoint(
  {
    ...here,
    authority: staff("event.write"),
    body: newAddOnBody,
    operation: {
      summary: "Make an add-on",
      description:
        "A programme, a parking place: buyers choose it at the checkout. Its stock is claimed when an order is opened, and comes back when the order fails or is returned.",
      tag: "Add-ons",
      answers: { 201: { description: "The add-on.", body: addOnWire } },
      refuses: ["not_found", "forbidden", "add_on_invalid", "too_many_add_ons"],
      example: { body: { name: { en: "Programme", es: "Programa" }, price: 5, stock: 100 } },
    },
  },
  async ({ params: { id }, body, who }) => {
    const made = await makeAddOn(who, id, body);
    return made.ok ? json(made.addOn, { status: 201 }) : made;
  },
);
