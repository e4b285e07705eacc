import { listSoldTimes } from "#lib/orders/reading/queries";
import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { simulatePriceSteps } from "#lib/pricing/steps/simulate-price-steps";
import { simulationBody, simulationWire } from "#lib/pricing/steps/simulation-contract";
import { limitTo } from "#lib/protection/limits";
import { eventParams } from "#lib/reservations/contract";

/** Plays a sale by price steps before they are saved. */
export const POST = endpoint(
  {
    route: "/api/v1/events/{id}/price-steps/simulation",
    limit: limitTo("manage"),
    params: eventParams,
    authority: staff("event.read"),
    body: simulationBody,
    operation: {
      summary: "Simulate an event's price steps",
      description:
        "Revenue, prices over time and who pays what, by steps that need not be saved, against the regular price. Buyers of the real sale are charged exactly what is simulated, at their ticket types, at the same point of it. Changes nothing.",
      tag: "Prices",
      answers: { 200: { description: "The sale as it would go.", body: simulationWire } },
      refuses: ["not_found", "forbidden", "price_steps_invalid"],
      example: {
        body: {
          announces: false,
          steps: [{ kind: "early_bird", price_level_id: 1, price: 30, until: "2026-12-01T09:00:00Z" }],
          sale: { kind: "model", shape: "steady", sold_percent: 80 },
        },
      },
    },
  },
  async ({ params: { id }, body, who }) => {
    const played = await simulatePriceSteps(who, id, { asked: body, pastSaleOf: listSoldTimes });
    return played.ok ? json(played.simulation) : played;
  },
);
