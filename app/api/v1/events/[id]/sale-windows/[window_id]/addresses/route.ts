import { pageQuery } from "#lib/catalog/halls/hall-contract";
import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";
import { addressesAnswer, addressesBody, addressList, windowParams } from "#lib/seating/access/access-contract";
import { changeAddresses, readAddresses } from "#lib/seating/access/window-list";

const here = {
  route: "/api/v1/events/{id}/sale-windows/{window_id}/addresses",
  authority: staff("event.write"),
  limit: limitTo("manage"),
  params: windowParams,
};

/** The mail addresses that may buy in a presale. */
export const GET = endpoint(
  {
    ...here,
    query: pageQuery,
    operation: {
      summary: "List the mail addresses of a presale",
      tag: "Access",
      answers: { 200: { description: "One page, by the alphabet.", body: addressList } },
      refuses: ["not_found", "forbidden"],
      example: {},
    },
  },
  async ({ params: { id, window_id }, query, who }) => {
    const read = await readAddresses(who, { eventId: id, windowId: window_id }, query);
    return read.ok ? json(read.list) : read;
  },
);

/** Adds addresses and takes others off the list. */
export const PATCH = endpoint(
  {
    ...here,
    body: addressesBody,
    operation: {
      summary: "Change the mail addresses of a presale",
      description: "People who sign in with a confirmed address of the list may buy. At most 5,000 addresses at once.",
      tag: "Access",
      answers: { 200: { description: "How many were added and removed.", body: addressesAnswer } },
      refuses: ["not_found", "forbidden", "access_limit_reached"],
      example: { body: { add: ["ada@example.org"], remove: [] } },
    },
  },
  async ({ params: { id, window_id }, body, who }) => {
    const done = await changeAddresses(who, { eventId: id, windowId: window_id }, body);
    return done.ok ? json({ added: done.added, removed: done.removed, total: done.total }) : done;
  },
);
