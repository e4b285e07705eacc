import { limitsOfEvent } from "#lib/catalog/event-limits";
import {
  addOnsOf,
  commitBody,
  confirmedAnswer,
  filledFormOf,
  pendingAnswer,
  ticketsOf,
} from "#lib/orders/placing/commit-contract";
import { commitOrder } from "#lib/orders/placing/commit-order";
import { buyer } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";
import { reservationParams } from "#lib/reservations/contract";
import { HOLD_RULES } from "#lib/reservations/hold-rules";

/** Pays for a reservation. Again with the same key: the same answer, and never a second charge. */
export const POST = endpoint(
  {
    route: "/api/v1/reservations/{id}/commit",
    params: reservationParams,
    body: commitBody,
    authority: buyer,
    takesKeyProof: true,
    limit: limitTo("commit", { eventOf: ({ id }: { id: { eventId: number } }) => limitsOfEvent(id.eventId) }),
    operation: {
      summary: "Pay for a reservation",
      description:
        "Again with the same `idempotency_key`: the same answer, and never a second charge. After a 202 let the buyer answer the bank and ask again with the same key.",
      tag: "Reservations",
      answers: {
        200: { description: "Paid: the order and its tickets.", body: confirmedAnswer },
        202: { description: "The bank wants a word first, or the gateway still works on it.", body: pendingAnswer },
      },
      refuses: [
        "payment_failed",
        "reservation_expired",
        "order_closed",
        "request_in_progress",
        "promo_code_invalid",
        "ticket_type_unavailable",
        "add_on_unavailable",
        "price_changed",
        "questions_changed",
        "answers_invalid",
        "not_invoiceable",
        "amount_not_payable",
        "email_unproven",
        "idempotency_mismatch",
        "terms_changed",
        "seller_cannot_be_paid",
        "payment_account_changed",
        ...HOLD_RULES,
      ],
      example: {
        body: {
          payment_method_id: "pm_card_visa",
          idempotency_key: "the-first-try-to-pay",
          billing_details: { name: "Ada Lovelace", email: "ada@example.org" },
        },
      },
    },
  },
  async ({ params, body, who, keyThumbprint }) => {
    const { name, email, phone } = body.billing_details;
    const answer = await commitOrder(
      { ...who, keyThumbprint },
      {
        reservation: params.id,
        paymentMethodId: body.payment_method_id,
        paymentAccount: body.payment_account,
        idempotencyKey: body.idempotency_key,
        billing: { name, email, phone: phone ?? null },
        promoCode: body.promo_code || undefined,
        tickets: ticketsOf(body.tickets),
        addOns: addOnsOf(body.add_ons),
        form: filledFormOf(body),
        invoice: body.invoice,
        expectedTotal: body.expected_total,
        locale: body.locale,
        terms: body.terms,
      },
    );
    if (!answer.ok) return answer;
    return "confirmed" in answer ? json(answer.confirmed) : json(answer.pending, { status: 202 });
  },
);
