import { describe, expect, test } from "vitest";
import { listOrdersOnWire } from "#lib/orders/reading/list-orders-on-wire";
import { aSale, freshSeats } from "#lib/orders/testing/sale";
import { aShop } from "#lib/orders/testing/shop";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { workFacts } from "#lib/platform/testing/facts";
import { keepReview } from "#lib/protection/risk/review-store";
import { churnWritten, noteChurn } from "#lib/reservations/note-churn";
import { held, hold } from "#lib/reservations/testing/holding";
import { anAllocation } from "#lib/seating/testing/an-allocation";
import { moveQueues } from "#lib/waiting-room/move-queues";
import { aQueue, joiners, openQueue, passTime } from "#lib/waiting-room/testing/queue";
import {
  aBuyer,
  aHeldReservation,
  aMember,
  anEventOnSale,
  anOpenOrder,
  aSmallHall,
  sellerOf,
} from "#prisma/seed/builders";
import { salesFigures } from "../sales-figures.ts";
import type { EventBoard } from "./board-contract.ts";
import { readBoard } from "./read-board.ts";

aDatabase();
const shop = aShop();

const aHall = () => anEventOnSale({ layout: aSmallHall({ rows: 2, seatsPerRow: 10 }) });

async function boardOf(eventId: number, role: "OWNER" | "GATE" = "OWNER"): Promise<EventBoard> {
  const read = await readBoard(await aMember(await sellerOf(eventId), role), eventId);
  if (!read.ok) throw new Error(read.refusal.code);
  return read.board;
}

/** What the board counts of orders, each as many as the list has that it opens. */
async function attentionOf(eventId: number): Promise<[kind: string, count: number][]> {
  const organization_id = await sellerOf(eventId);
  const owner = await aMember(organization_id, "OWNER");
  const { attention } = await boardOf(eventId);
  for (const [kind, trouble] of [
    ["payments_stuck", "payment"],
    ["disputes_open", "dispute"],
  ] as const) {
    const listed = await listOrdersOnWire(owner, { organization_id, event_id: eventId, trouble });
    const count = attention.find((each) => each.kind === kind)?.count ?? 0;
    expect(listed.ok && listed.orders.meta.total, kind).toBe(count);
  }
  return attention.map(({ kind, count }) => [kind, count]);
}

describe("the board of a sale", () => {
  test("counts seats by state and level, payments under way, and what was sold and taken", async () => {
    const eventId = await aHall();
    await anAllocation(eventId, { seatIds: [19, 20] });
    const paying = await aHeldReservation(eventId, freshSeats(eventId, 1));
    await db().reservation.update({ where: { eventId_id: { eventId, id: paying.id } }, data: { status: "PAYING" } });
    await aSale(shop, eventId);
    await held(hold(eventId, [10], { buyerKey: aBuyer() }));
    await workFacts(salesFigures);
    const seats = { available: 14, held: 2, booked: 2, blocked: 2 };
    expect(await boardOf(eventId)).toMatchObject({
      ...{ event_id: eventId, currency: "EUR", days_to_show: 29, seats, paying: 1, queue: null, taken: 90 },
      sold: { last_hour: 2, last_day: 2, last_week: 2 },
      levels: [{ price_level_id: 1, name: "Standard", ...seats }],
      ...{ pace: null, attention: [] },
    });
  });

  test("tells money and orders to nobody who may not read them", async () => {
    const eventId = await aHall();
    const { orderId } = await aSale(shop, eventId);
    await db().payment.updateMany({
      where: { eventId, orderId },
      data: { status: "AUTHORIZED", createdAt: new Date(Date.now() - 3_600_000) },
    });
    await workFacts(salesFigures);
    expect(await boardOf(eventId, "GATE")).toMatchObject({ taken: null, attention: [], seats: { booked: 2 } });
    expect(await boardOf(eventId)).toMatchObject({ taken: 90, attention: [{ kind: "payments_stuck", count: 1 }] });
  });

  test("shows who waits and who is inside", async () => {
    const eventId = await aQueue({ placesMax: 2, ratePerMinute: 6_000 });
    await joiners(eventId, 3);
    await openQueue(eventId);
    await passTime(eventId, 1);
    await moveQueues();
    expect((await boardOf(eventId)).queue).toEqual({ waiting: 1, inside: 2 });
  });

  test("of a draft has no seats yet, and of another organization is not found", async () => {
    const eventId = await aHall();
    const stranger = await aMember(await sellerOf(await aHall()), "OWNER");
    expect(await readBoard(stranger, eventId)).toEqual({ ok: false, refusal: { code: "not_found" } });
    await db().event.update({ where: { id: eventId }, data: { status: "DRAFT", publishedAt: null } });
    expect(await boardOf(eventId)).toMatchObject({ seats: { available: 0, booked: 0 }, levels: [] });
  });
});

describe("attention", () => {
  test("is asked for a payment without an outcome for a quarter of an hour, and for money without an order", async () => {
    const eventId = await aHall();
    const quarter = new Date(Date.now() - 16 * 60_000);
    const { payment } = await anOpenOrder(eventId);
    expect(await attentionOf(eventId)).toEqual([]);
    await db().payment.updateMany({ where: { eventId, id: payment.id }, data: { createdAt: quarter } });
    expect(await attentionOf(eventId)).toEqual([["payments_stuck", 1]]);
    await db().payment.updateMany({ where: { eventId, id: payment.id }, data: { status: "CAPTURED" } });
    expect(await attentionOf(eventId)).toEqual([["payments_stuck", 1]]);
    // Its buyer is asked whether they take other seats.
    const offer = { offerUntil: new Date(Date.now() + 60_000) };
    await db().order.update({ where: { eventId_id: { eventId, id: payment.orderId } }, data: offer });
    expect(await attentionOf(eventId)).toEqual([]);
  });

  test("is asked for open disputes and buyers who wait for a decision", async () => {
    const eventId = await aHall();
    const { orderId } = await aSale(shop, eventId);
    const payment = await db().payment.findFirstOrThrow({ where: { eventId, orderId } });
    const due = new Date(Date.now() + 86_400_000);
    await db().dispute.create({
      data: {
        ...{ eventId, id: uuidv7(), orderId, paymentId: payment.id, gateway: payment.gateway },
        ...{ gatewayId: "dp_1", amountMinor: 9_000, reason: "fraudulent", evidenceDueAt: due },
      },
    });
    await keepReview(eventId, { personKey: aBuyer(), score: 70, reasons: ["hold_churn"] });
    expect(await attentionOf(eventId)).toEqual([
      ["disputes_open", 1],
      ["reviews_open", 1],
    ]);
    expect((await boardOf(eventId)).attention).toEqual([
      { kind: "disputes_open", count: 1, due_at: due.toISOString() },
      { kind: "reviews_open", count: 1, due_at: null },
    ]);
  });
});

test("attention is asked for people whom an outage keeps waiting, for unusual holding and for seats that are released soon", async () => {
  const eventId = await aQueue({ placesMax: 1, ratePerMinute: 6_000 });
  await joiners(eventId, 3);
  await openQueue(eventId);
  await passTime(eventId, 1);
  await moveQueues();
  await db().waitingRoom.update({ where: { eventId }, data: { heldBack: "outage" } });
  await anAllocation(eventId, { seatIds: [1, 2], releaseAt: new Date(Date.now() + 3_600_000) });
  noteChurn({ eventId, buyerKey: aBuyer() }, "wait");
  await churnWritten();
  expect(await attentionOf(eventId)).toEqual([
    ["queue_stopped", 2],
    ["holding_unusual", 1],
    ["seats_released_soon", 2],
  ]);
});

test("the share that was sold stands beside what earlier events had sold as many days before they began", async () => {
  const eventId = await aHall();
  const organizationId = await sellerOf(eventId);
  const earlier = await anEventOnSale({
    title: "Last year",
    layout: aSmallHall({ rows: 2, seatsPerRow: 10 }),
    startsInHours: -48,
    salesStartInHours: -1_200,
  });
  await db().event.update({ where: { id: earlier }, data: { organizationId } });
  const dayOf = (days: number) => new Date(new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10));
  const figures = {
    organizationId,
    currency: "EUR",
    orders: 1,
    revenueMinor: 0,
    refundsMinor: 0,
    lostMinor: 0,
    gatewayFeesMinor: 0,
  };
  await db().daySales.createMany({
    data: [
      { day: dayOf(-40), eventId: earlier, tickets: 4, ...figures },
      { day: dayOf(-31), eventId: earlier, tickets: 1, ...figures },
      { day: dayOf(-3), eventId: earlier, tickets: 10, ...figures },
      { day: dayOf(0), eventId, tickets: 3, ...figures },
    ],
  });
  await db().eventSales.create({ data: { eventId: earlier, sold: 15 } });
  expect((await boardOf(eventId)).pace).toEqual({
    sold_percent: 15,
    earlier: [{ event_id: earlier, title: "Last year", sold_percent: 25 }],
  });
});
