import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";
import { windowChangeBody, windowList, windowParams } from "#lib/seating/access/access-contract";
import { changeWindow, removeWindow } from "#lib/seating/access/save-window";
import { readWindows } from "#lib/seating/access/window-list";

const here = {
  route: "/api/v1/events/{id}/sale-windows/{window_id}",
  authority: staff("event.write"),
  limit: limitTo("manage"),
  params: windowParams,
};

/** Changes a presale. */
export const PATCH = endpoint(
  {
    ...here,
    body: windowChangeBody,
    operation: {
      summary: "Change a presale",
      tag: "Access",
      answers: { 200: { description: "All presales as they are now.", body: windowList } },
      refuses: ["not_found", "forbidden", "window_changed"],
      example: { body: { revision: 1, name: "Fan club and friends" } },
    },
  },
  async ({ params: { id, window_id }, body, who }) => {
    const changed = await changeWindow(who, { eventId: id, id: window_id }, body);
    const read = changed.ok ? await readWindows(who, id) : changed;
    return read.ok ? json({ data: read.windows }) : read;
  },
);

/** Takes a presale back. */
export const DELETE = endpoint(
  {
    ...here,
    operation: {
      summary: "Take a presale back",
      description:
        "With its codes, its list and the access that they gave. What is held by it can no longer be paid for.",
      tag: "Access",
      answers: { 204: { description: "It is gone." } },
      refuses: ["not_found", "forbidden"],
    },
  },
  async ({ params: { id, window_id }, who }) => {
    const removed = await removeWindow(who, { eventId: id, id: window_id });
    return removed.ok ? new Response(null, { status: 204 }) : removed;
  },
);
