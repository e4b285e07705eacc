import { releaseReservation } from "#lib/orders/placing/release-reservation";
import { buyer } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { publicId } from "#lib/platform/ids";
import { limitTo } from "#lib/protection/limits";
import { reservationParams, reservationWire } from "#lib/reservations/contract";
import { readReservation } from "#lib/reservations/read-reservation";

const spec = {
  route: "/api/v1/reservations/{id}",
  params: reservationParams,
  authority: buyer,
  limit: limitTo("buy"),
};

/** The owner's reservation. */
export const GET = endpoint(
  {
    ...spec,
    operation: {
      summary: "Read a reservation",
      tag: "Reservations",
      answers: { 200: { description: "The reservation as it is now.", body: reservationWire } },
      example: {},
    },
  },
  async ({ params, who }) => {
    const result = await readReservation(who, publicId(params.id.eventId, params.id.id));
    return result.ok ? json(result.reservation) : result;
  },
);

/** Gives the seats back; also when they are gone already. */
export const DELETE = endpoint(
  {
    ...spec,
    operation: {
      summary: "Release a reservation",
      description: "Gives the seats back. Also answers 204 when they are gone already.",
      tag: "Reservations",
      answers: { 204: { description: "The seats are free." } },
      refuses: ["order_closed"],
      example: {},
    },
  },
  async ({ params, who }) => {
    const result = await releaseReservation(who, params.id);
    return result.ok ? new Response(null, { status: 204 }) : result;
  },
);
