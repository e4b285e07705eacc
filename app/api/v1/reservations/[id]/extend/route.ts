import { buyer } from "#lib/accounts/authority";
import { door } from "#lib/platform/http";
import { json } from "#lib/platform/response";
import { extendBody, reservationParams } from "#lib/reservations/contract";
import { extendHold } from "#lib/reservations/extend-hold";

/** More time to pay, once. */
export const PATCH = door(
  {
    route: "/api/v1/reservations/{id}/extend",
    params: reservationParams,
    body: extendBody,
    authority: buyer,
  },
  async ({ params, body, who }) => {
    const result = await extendHold(who, params.id, body.additional_seconds);
    return result.ok ? json(result.extension) : result;
  },
);
