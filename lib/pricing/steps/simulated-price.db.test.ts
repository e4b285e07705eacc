import { expect, test } from "vitest";
import { listSoldTimes } from "#lib/orders/reading/queries";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { aMember, anEventOnSale, aPaidOrder, aSmallHall, sellerOf } from "#prisma/seed/builders";
import { movePrices } from "./move-prices.ts";
import { replacePriceSteps } from "./replace-price-steps.ts";
import { simulatePriceSteps } from "./simulate-price-steps.ts";
import { simulationBody } from "./simulation-contract.ts";
import { priceStepsBody } from "./step-contract.ts";

aDatabase();

const SEATS = 20;
const onLevel = { price_level_id: 1 };
const FIXED = [
  { kind: "early_bird", ...onLevel, price: 25, until_sold: 3 },
  { kind: "early_bird", ...onLevel, price: 31.5, until_sold: 8 },
  { kind: "number_sold", ...onLevel, price: 60, from_sold: 12 },
];
const DEMAND = [
  {
    ...{ kind: "demand", ...onLevel, floor: 40, ceiling: 80, step_max: 50, cool_down_minutes: 1 },
    shares: [
      { sold_percent: 0, price_percent: 90 },
      { sold_percent: 50, price_percent: 133 },
    ],
  },
];

async function aSale() {
  const layout = aSmallHall({ rows: 1, seatsPerRow: SEATS });
  const eventId = await anEventOnSale({ layout, salesStartInHours: -48, seatsPerBuyerMax: SEATS });
  return { eventId, owner: await aMember(await sellerOf(eventId), "OWNER") };
}

test.each([
  ["early birds and numbers sold", FIXED],
  ["demand", DEMAND],
])("a fan pays exactly the simulated price at each point of the sale: %s", async (_, steps) => {
  const { eventId, owner } = await aSale();
  const model = { announces: false, steps, sale: { kind: "model", shape: "steady", sold_percent: 100 } };
  const played = await simulatePriceSteps(owner, eventId, {
    asked: simulationBody.parse(model),
    pastSaleOf: listSoldTimes,
  });
  if (!played.ok) throw new Error("these steps can be");
  const { paid, revenue, fixed_revenue: fixed, sold } = played.simulation;
  expect([sold, fixed]).toEqual([SEATS, SEATS * 45]);
  expect(paid.reduce((sum, { total }) => sum + Math.round(total * 100), 0)).toBe(Math.round(revenue * 100));
  const simulated = paid.flatMap(({ price, seats }) => Array.from({ length: seats }, () => price * 100));

  await replacePriceSteps(owner, eventId, priceStepsBody.parse({ revision: 0, announces: false, steps }));
  const charged: number[] = [];
  for (let seat = 1; seat <= SEATS; seat++) {
    const { id } = await aPaidOrder(eventId, [seat]);
    charged.push(await totalOf(eventId, id));
    // The leader's next second; the simulated sales are hours apart, so cool-downs pass between them.
    await db()
      .$executeRaw`UPDATE stepped_levels SET changed_at = changed_at - interval '1 day' WHERE event_id = ${eventId}`;
    await movePrices();
  }
  expect(charged.toSorted((a, b) => a - b)).toEqual(simulated.map(Math.round).sort((a, b) => a - b));
});

test("the sale of a past event is played on this one, by its own times", async () => {
  const past = await aSale();
  await aPaidOrder(past.eventId, [1, 2, 3]);
  await aPaidOrder(past.eventId, [4, 5]);
  const now = await aSale();
  const own = { ...past.owner, roles: [...past.owner.roles, ...now.owner.roles] };
  const asked = simulationBody.parse({
    ...{ announces: false, steps: FIXED },
    sale: { kind: "event", event_id: past.eventId },
  });
  const played = await simulatePriceSteps(own, now.eventId, { asked, pastSaleOf: listSoldTimes });
  expect(played).toMatchObject({
    simulation: {
      ...{ sold: 5, revenue: 3 * 25 + 2 * 31.5, fixed_revenue: 5 * 45 },
      paid: [
        { price: 25, seats: 3 },
        { price: 31.5, seats: 2 },
      ],
    },
  });
  const foreign = await simulatePriceSteps(now.owner, now.eventId, { asked, pastSaleOf: listSoldTimes });
  expect(!foreign.ok && foreign.refusal.code).toBe("not_found");
});

async function totalOf(eventId: number, id: string): Promise<number> {
  return Number((await db().order.findUniqueOrThrow({ where: { eventId_id: { eventId, id } } })).totalMinor);
}
