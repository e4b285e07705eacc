import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";
import { eventParams } from "#lib/reservations/contract";
import { salePauseBody, salePauseWire } from "#lib/reservations/pause-contract";
import { pauseSale, readSalePause, resumeSale } from "#lib/reservations/pause-sale";

const here = { route: "/api/v1/events/{id}/sale-pause", limit: limitTo("manage"), params: eventParams };
const spec = { ...here, authority: staff("event.write") };

/** Whether the sale of an event is paused. */
export const GET = endpoint(
  {
    ...here,
    authority: staff("event.read"),
    operation: {
      summary: "Read whether the sale of an event is paused",
      tag: "Events",
      answers: { 200: { description: "Whether, and since when.", body: salePauseWire } },
      refuses: ["not_found", "forbidden"],
      example: {},
    },
  },
  async ({ params: { id }, who }) => {
    const read = await readSalePause(who, id);
    return read.ok ? json(read.sale) : read;
  },
);

/** Pauses the sale of an event. */
export const POST = endpoint(
  {
    ...spec,
    body: salePauseBody,
    operation: {
      summary: "Pause the sale of an event",
      description:
        "At once: holds are refused with `sale_paused`, those of allocations and presales too, and the waiting room calls nobody. Seats that are held may be extended and paid for until their time runs out, and tickets stay good. Pausing a paused sale changes nothing.",
      tag: "Events",
      answers: { 200: { description: "The sale is paused.", body: salePauseWire } },
      refuses: ["not_found", "forbidden", "sale_closed"],
      example: { body: { reason: "The presale code is out in the open." } },
    },
  },
  async ({ params: { id }, body, who }) => {
    const paused = await pauseSale(who, id, body);
    return paused.ok ? json(paused.sale) : paused;
  },
);

/** Lets the sale go on. */
export const DELETE = endpoint(
  {
    ...spec,
    operation: {
      summary: "Let a paused sale go on",
      description:
        "As it was. People whom the waiting room had called or let in get the time back that the pause took from them.",
      tag: "Events",
      answers: { 200: { description: "The sale is as its times say.", body: salePauseWire } },
      refuses: ["not_found", "forbidden", "sale_closed"],
      example: {},
    },
  },
  async ({ params: { id }, who }) => {
    const resumed = await resumeSale(who, id);
    return resumed.ok ? json(resumed.sale) : resumed;
  },
);
