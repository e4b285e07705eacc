import { buyer } from "#lib/accounts/authority";
import { releaseReservation } from "#lib/orders/release-reservation";
import { door } from "#lib/platform/http";
import { publicId } from "#lib/platform/ids";
import { json } from "#lib/platform/response";
import { limitTo } from "#lib/protection/limits";
import { reservationParams, reservationView } from "#lib/reservations/contract";
import { readReservation } from "#lib/reservations/read-reservation";

const spec = {
  route: "/api/v1/reservations/{id}",
  params: reservationParams,
  authority: buyer,
  limit: limitTo("buy"),
};

/** The owner's reservation. */
export const GET = door(
  {
    ...spec,
    operation: {
      summary: "Read a reservation",
      tag: "Reservations",
      answers: { 200: { description: "The reservation as it is now.", body: reservationView } },
      example: {},
    },
  },
  async ({ params, who }) => {
    const result = await readReservation(who, publicId(params.id.eventId, params.id.id));
    return result.ok ? json(result.reservation) : result;
  },
);

/** Gives the seats back; also when they are gone already. */
export const DELETE = door(
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
