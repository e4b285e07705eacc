import { z } from "zod";
import { anyone } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { refuse } from "#lib/platform/http/refusals";
import { json } from "#lib/platform/http/response";
import { pageFields } from "#lib/platform/input";
import { explainPrices } from "#lib/pricing/steps/explain-prices";
import { priceChanges } from "#lib/pricing/steps/step-contract";
import { limitTo } from "#lib/protection/limits";
import { eventParams } from "#lib/reservations/contract";

const LIMIT = 20;

/** Why an event's seats cost what they cost. */
export const GET = endpoint(
  {
    route: "/api/v1/events/{id}/price-changes",
    authority: anyone,
    limit: limitTo("browse"),
    params: eventParams,
    query: z.object(pageFields),
    operation: {
      summary: "Read why prices changed",
      description:
        "What holds now and until when, what is announced, and every change of a list price with its cause and the figures by which it was decided.",
      tag: "Prices",
      answers: { 200: { description: "The prices and their changes, the newest first.", body: priceChanges } },
      refuses: ["not_found"],
      example: {},
    },
  },
  async ({ params: { id }, query }) => {
    const { page = 1, limit = LIMIT } = query;
    const explained = await explainPrices(id, { page, limit });
    return explained ? json(explained) : refuse("not_found");
  },
);
