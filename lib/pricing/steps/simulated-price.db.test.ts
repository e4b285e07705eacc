import { expect, test } from "vitest";
import { listSoldTimes } from "#lib/orders/reading/queries";
import { aShop } from "#lib/orders/testing/shop";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import {
  aHeldReservation,
  aMember,
  anEventOnSale,
  aPaidOrder,
  aSmallHall,
  sellerOf,
  somePriceRules,
} from "#prisma/seed/builders";
import { findPriceRules } from "../rules/sale-rules-store.ts";
import { buyersByType } from "./buyers-by-type.ts";
import { movePrices } from "./move-prices.ts";
import { replacePriceSteps } from "./replace-price-steps.ts";
import { simulatePriceSteps } from "./simulate-price-steps.ts";
import { simulationBody } from "./simulation-contract.ts";
import { priceStepsBody } from "./step-contract.ts";

aDatabase();
const shop = aShop();

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

test("buyers at ticket types are charged exactly what was simulated, added taxes too, and the sale is played again with their types", async () => {
  const { eventId, owner } = await aSale();
  const { child } = await somePriceRules(eventId, { isAdded: true });
  const shares = [{ ticket_type_id: child, percent: 35 }];
  const model = { announces: false, steps: FIXED, sale: { kind: "model", shape: "steady", sold_percent: 100 } };
  const asked = simulationBody.parse({ ...model, ticket_types: shares });
  const played = await simulatePriceSteps(owner, eventId, { asked, pastSaleOf: listSoldTimes });
  if (!played.ok) throw new Error("these shares can be");
  const { paid, revenue } = played.simulation;
  expect(new Set(paid.map(({ ticket_type: name }) => name))).toEqual(new Set([null, "Child"]));
  expect(paid.reduce((sum, { seats }) => sum + seats, 0)).toBe(SEATS);

  await replacePriceSteps(owner, eventId, priceStepsBody.parse({ revision: 0, announces: false, steps: FIXED }));
  const { ticketTypes } = await findPriceRules(eventId);
  const seats = Array.from({ length: SEATS }, () => ({ at: new Date(), levelId: 1, seats: 1, ticketTypeId: null }));
  const buyers = buyersByType(seats, [{ ticketTypeId: child, percent: 35 }], ticketTypes);
  const charged: number[] = [];
  for (const [i, { ticketTypeId }] of buyers.entries()) {
    const held = await aHeldReservation(eventId, [i + 1]);
    const answer = await shop.commit(held, { tickets: [{ seatId: i + 1, ticketTypeId }] });
    if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
    charged.push(await totalOfHold(eventId, held.id));
    await movePrices();
  }
  const simulated = paid.flatMap(({ price, seats: count }) =>
    Array.from({ length: count }, () => Math.round(price * 100)),
  );
  const sorted = (amounts: number[]) => amounts.toSorted((a, b) => a - b);
  expect(sorted(charged)).toEqual(sorted(simulated));
  expect(charged.reduce((sum, minor) => sum + minor, 0)).toBe(Math.round(revenue * 100));

  const again = { announces: false, steps: FIXED, sale: { kind: "event", event_id: eventId } };
  const [full, byType] = [await aSale(), await aSale()];
  await somePriceRules(byType.eventId, { isAdded: true });
  const replayed = async (sale: typeof full) => {
    const own = { ...owner, roles: [...owner.roles, ...sale.owner.roles] };
    const wanted = { asked: simulationBody.parse(again), pastSaleOf: listSoldTimes };
    const answer = await simulatePriceSteps(own, sale.eventId, wanted);
    if (!answer.ok) throw new Error(answer.refusal.code);
    return answer.simulation.paid.reduce(
      (sum, { ticket_type: name, seats: count }) => sum + (name === "Child" ? count : 0),
      0,
    );
  };
  expect(await replayed(byType)).toBe(buyers.filter(({ ticketTypeId }) => ticketTypeId === child).length);
  expect(await replayed(full)).toBe(0);
});

test("shares of more than all buyers, twice the same type and a type of no such event are refused beside their field", async () => {
  const { eventId, owner } = await aSale();
  const { child } = await somePriceRules(eventId);
  const model = { announces: false, steps: [], sale: { kind: "model", shape: "steady", sold_percent: 100 } };
  const wrong = (...shares: [string, number][]) =>
    simulationBody.safeParse({
      ...model,
      ticket_types: shares.map(([id, percent]) => ({ ticket_type_id: id, percent })),
    }).success;
  expect(wrong([child, 60], [owner.userId ?? "", 50])).toBe(false);
  expect(wrong([child, 10], [child, 10])).toBe(false);
  const asked = simulationBody.parse({ ...model, ticket_types: [{ ticket_type_id: owner.userId, percent: 5 }] });
  const refused = await simulatePriceSteps(owner, eventId, { asked, pastSaleOf: listSoldTimes });
  expect(refused).toMatchObject({
    refusal: { code: "invalid_request", fields: [{ path: "ticket_types.0.ticket_type_id" }] },
  });
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

async function totalOfHold(eventId: number, reservationId: string): Promise<number> {
  const order = await db().order.findFirstOrThrow({ where: { eventId, reservationId, status: "PAID" } });
  return Number(order.totalMinor);
}

async function totalOf(eventId: number, id: string): Promise<number> {
  return Number((await db().order.findUniqueOrThrow({ where: { eventId_id: { eventId, id } } })).totalMinor);
}
