import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { deactivatePromoCodes } from "#lib/pricing/promo/managing/deactivate-promo-codes";
import { deactivationAnswer, deactivationBody } from "#lib/pricing/promo/managing/promo-contract";
import { limitTo } from "#lib/protection/limits";
import { eventParams } from "#lib/reservations/contract";

/** Deactivates promo codes, or a batch of them. */
export const POST = endpoint(
  {
    route: "/api/v1/events/{id}/promo-codes/deactivation",
    authority: staff("event.write"),
    limit: limitTo("manage"),
    params: eventParams,
    body: deactivationBody,
    operation: {
      summary: "Deactivate promo codes or a batch",
      description: "No order is opened with them from now on; open ones keep their price.",
      tag: "Promo codes",
      answers: { 200: { description: "How many were active before.", body: deactivationAnswer } },
      refuses: ["not_found", "forbidden"],
      example: { body: { batch_id: "01920f6e-8d5b-7cc1-a3f2-5b6c7d8e9f10" } },
    },
  },
  async ({ params: { id }, body, who }) => {
    const done = await deactivatePromoCodes(who, id, body);
    return done.ok ? json({ deactivated: done.deactivated }) : done;
  },
);
