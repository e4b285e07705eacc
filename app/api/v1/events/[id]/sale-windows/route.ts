import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";
import { eventParams } from "#lib/reservations/contract";
import { newWindowBody, windowList } from "#lib/seating/access/access-contract";
import { createWindow } from "#lib/seating/access/save-window";
import { readWindows } from "#lib/seating/access/window-list";

const here = { route: "/api/v1/events/{id}/sale-windows", limit: limitTo("manage"), params: eventParams };
const list = { description: "The presales by their time.", body: windowList };

/** The presales of an event. */
export const GET = endpoint(
  {
    ...here,
    authority: staff("event.read"),
    operation: {
      summary: "List the presales of an event",
      tag: "Access",
      answers: { 200: list },
      refuses: ["not_found", "forbidden"],
      example: {},
    },
  },
  async ({ params: { id }, who }) => {
    const read = await readWindows(who, id);
    return read.ok ? json({ data: read.windows }) : read;
  },
);

/** Adds a presale. */
export const POST = endpoint(
  {
    ...here,
    authority: staff("event.write"),
    body: newWindowBody,
    operation: {
      summary: "Add a presale",
      description: "Before the general sale, and not at the time of another presale. Answers all presales.",
      tag: "Access",
      answers: { 201: list },
      refuses: ["not_found", "forbidden", "access_limit_reached"],
      example: {
        body: {
          ...{ name: "Fan club", access: "code", price_levels: [] },
          ...{ opens_at: "2026-12-01T09:00:00Z", closes_at: "2026-12-02T09:00:00Z" },
        },
      },
    },
  },
  async ({ params: { id }, body, who }) => {
    const made = await createWindow(who, id, body);
    const read = made.ok ? await readWindows(who, id) : made;
    return read.ok ? json({ data: read.windows }, { status: 201 }) : read;
  },
);
