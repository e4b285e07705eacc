import { buyer } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";
import { extendBody, extensionAnswer, reservationParams } from "#lib/reservations/contract";
import { extendHold } from "#lib/reservations/extend-hold";
import { HOLD_RULES } from "#lib/reservations/hold-rules";

/** More time to pay, once. */
export const PATCH = endpoint(
  {
    route: "/api/v1/reservations/{id}/extend",
    params: reservationParams,
    body: extendBody,
    authority: buyer,
    takesKeyProof: true,
    limit: limitTo("buy"),
    operation: {
      summary: "Extend a reservation",
      description: "More time to pay, once, at most the event's own hold time again and until the sale ends.",
      tag: "Reservations",
      answers: { 200: { description: "The new end.", body: extensionAnswer } },
      refuses: ["no_extensions_left", "reservation_expired", ...HOLD_RULES],
      example: { body: { additional_seconds: 120 } },
    },
  },
  async ({ params, body, who, keyThumbprint }) => {
    const result = await extendHold({ ...who, keyThumbprint }, params.id, body.additional_seconds);
    return result.ok ? json(result.extension) : result;
  },
);
