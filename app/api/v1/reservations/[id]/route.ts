import { buyer } from "#lib/accounts/authority";
import { releaseReservation } from "#lib/orders/release-reservation";
import { door } from "#lib/platform/http";
import { publicId } from "#lib/platform/ids";
import { json } from "#lib/platform/response";
import { reservationParams } from "#lib/reservations/contract";
import { readReservation } from "#lib/reservations/read-reservation";

const spec = {
  route: "/api/v1/reservations/{id}",
  params: reservationParams,
  authority: buyer,
};

/** The owner's reservation. */
export const GET = door(spec, async ({ params, who }) => {
  const result = await readReservation(who, publicId(params.id.eventId, params.id.id));
  return result.ok ? json(result.reservation) : result;
});

/** Gives the seats back; also when they are gone already. */
export const DELETE = door(spec, async ({ params, who }) => {
  const result = await releaseReservation(who, params.id);
  return result.ok ? new Response(null, { status: 204 }) : result;
});
