import { pageQuery } from "#lib/catalog/halls/hall-contract";
import { changeHall } from "#lib/orders/changing-hall/change-hall";
import { listHallChanges } from "#lib/orders/changing-hall/list-hall-changes";
import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";
import { eventParams } from "#lib/reservations/contract";
import { hallChangeBody, hallChangeList, hallChangeWire } from "#lib/seating/hall-change/hall-change-contract";

const here = { route: "/api/v1/events/{id}/hall-changes", limit: limitTo("manage"), params: eventParams };

/** The changes of an event's hall since it went on sale. */
export const GET = endpoint(
  {
    ...here,
    authority: staff("event.read"),
    query: pageQuery,
    operation: {
      summary: "List the changes of an event's hall",
      description: "The newest first, with how many seats were added, removed, moved, renamed or got another price.",
      tag: "Events",
      answers: { 200: { description: "One page of changes.", body: hallChangeList } },
      refuses: ["not_found", "forbidden"],
      example: {},
    },
  },
  async ({ params: { id }, query, who }) => {
    const listed = await listHallChanges(who, id, query);
    return listed.ok ? json(listed.list) : listed;
  },
);

/** Sells another version of the hall from now on. */
export const POST = endpoint(
  {
    ...here,
    authority: staff("event.write"),
    body: hallChangeBody,
    operation: {
      summary: "Change the hall of an event on sale",
      description:
        "Seats that stay keep their ids, holds and tickets; added ones get new ids. Refused when a seat that goes is held or sold, each named with its order. Buyers whose seats are called otherwise or have another entrance get a mail and new codes. With `dry_run` nothing changes and the answer says what would.",
      tag: "Events",
      answers: { 200: { description: "What changed, or would change.", body: hallChangeWire } },
      refuses: ["not_found", "forbidden", "hall_changed", "hall_not_changeable", "hall_change_refused"],
      example: {
        body: {
          ...{ hall_id: "01920f6e-8d5b-7cc1-a3f2-5b6c7d8e9f10", version: 2, layout_hash: "5f7c".repeat(16) },
          ...{ price_levels: { Balcony: 2 }, dry_run: true },
        },
      },
    },
  },
  async ({ params: { id }, body, who }) => {
    const changed = await changeHall(who, id, body);
    return changed.ok ? json(changed.change) : changed;
  },
);
