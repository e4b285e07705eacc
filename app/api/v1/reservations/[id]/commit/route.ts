import { buyer } from "#lib/accounts/authority";
import { commitBody } from "#lib/orders/commit-contract";
import { commitOrder } from "#lib/orders/commit-order";
import { door } from "#lib/platform/http";
import { json } from "#lib/platform/response";
import { reservationParams } from "#lib/reservations/contract";

/** Pays for a reservation. Again with the same key: the same answer, and never a second charge. */
export const POST = door(
  {
    route: "/api/v1/reservations/{id}/commit",
    params: reservationParams,
    body: commitBody,
    authority: buyer,
  },
  async ({ params, body, who }) => {
    const { name, email, phone } = body.billing_details;
    const answer = await commitOrder(who, {
      reservation: params.id,
      paymentMethodId: body.payment_method_id,
      idempotencyKey: body.idempotency_key,
      billing: { name, email, phone: phone ?? null },
      promoCode: body.promo_code || undefined,
      locale: body.locale,
    });
    if (!answer.ok) return answer;
    return "confirmed" in answer ? json(answer.confirmed) : json(answer.pending, { status: 202 });
  },
);
