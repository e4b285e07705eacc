import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { readPriceSteps } from "#lib/pricing/steps/read-price-steps";
import { replacePriceSteps } from "#lib/pricing/steps/replace-price-steps";
import { priceStepsBody, priceStepsWire } from "#lib/pricing/steps/step-contract";
import { limitTo } from "#lib/protection/limits";
import { eventParams } from "#lib/reservations/contract";

const here = { route: "/api/v1/events/{id}/price-steps", limit: limitTo("manage"), params: eventParams };

/** How prices of an event change by themselves. */
export const GET = endpoint(
  {
    ...here,
    authority: staff("event.read"),
    operation: {
      summary: "Read an event's price steps",
      description: "Early birds, last minutes, prices by number sold and by demand, with the price levels of now.",
      tag: "Prices",
      answers: { 200: { description: "The steps.", body: priceStepsWire } },
      refuses: ["not_found", "forbidden"],
      example: {},
    },
  },
  async ({ params: { id }, who }) => {
    const read = await readPriceSteps(who, id);
    return read.ok ? json(read.steps) : read;
  },
);

/** Replaces them all. */
export const PUT = endpoint(
  {
    ...here,
    authority: staff("event.write"),
    body: priceStepsBody,
    operation: {
      summary: "Replace an event's price steps",
      description:
        "All of them at once; what is due applies or is announced at once. A step changes the list price of one level: held seats keep their price. Where several steps of a level hold, the last minute counts, then the first early bird that is not over, then the number sold. A level has either demand steps or others. A price that is set by hand is the level's regular price from then on.",
      tag: "Prices",
      answers: { 200: { description: "The steps as they are now.", body: priceStepsWire } },
      refuses: ["not_found", "forbidden", "price_steps_invalid", "price_steps_changed"],
      example: {
        body: {
          ...{ revision: 0, announces: true },
          steps: [
            { kind: "early_bird", price_level_id: 1, price: 30, until: "2026-12-01T09:00:00Z", until_sold: 100 },
            {
              ...{ kind: "demand", price_level_id: 2, floor: 40, ceiling: 90, step_max: 10, cool_down_minutes: 60 },
              shares: [
                { sold_percent: 50, price_percent: 110 },
                { sold_percent: 80, price_percent: 130 },
              ],
            },
          ],
        },
      },
    },
  },
  async ({ params: { id }, body, who }) => {
    const replaced = await replacePriceSteps(who, id, body);
    return replaced.ok ? json(replaced.steps) : replaced;
  },
);
