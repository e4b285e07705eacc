import { describe, expect, test } from "vitest";
import type { Administrator } from "#lib/identity/identify";
import { buyerEraser } from "#lib/orders/erase-buyer";
import { aMixedStory } from "#lib/orders/testing/mixed-story";
import { aSale } from "#lib/orders/testing/sale";
import { aShop } from "#lib/orders/testing/shop";
import { db } from "#lib/platform/db/db";
import { appendFact } from "#lib/platform/outbox/append-fact";
import { aDatabase } from "#lib/platform/testing/database";
import { workFacts } from "#lib/platform/testing/facts";
import { anEventOnSale, aPerson, aSmallHall, aUser, sellerOf } from "#prisma/seed/builders";
import { countDaySales, recountDaySales } from "./count-day-sales.ts";
import { daySales } from "./day-sales.ts";
import { daySalesCsv, exportDaySales, readDaySales, spanOf } from "./read-day-sales.ts";

aDatabase();
const shop = aShop();
const ALWAYS = { from: "2000-01-01", to: "2100-01-01" };
const OLD = "2020-02-03";

const aHall = () =>
  anEventOnSale({ layout: aSmallHall({ rows: 4, seatsPerRow: 10 }), refundUntilHours: 1, seatsPerBuyerMax: 8 });

/** What the read model says of an event's organization over all days, in minor units. */
async function figures(eventId: number) {
  const organization_id = await sellerOf(eventId);
  const { totals } = await readDaySales({ ...ALWAYS, organization_id });
  const { orders, tickets, revenue, refunds, lost } = totals[0] ?? {
    orders: 0,
    tickets: 0,
    revenue: 0,
    refunds: 0,
    lost: 0,
  };
  return {
    orders,
    tickets,
    revenue: Math.round(revenue * 100),
    refunds: Math.round(refunds * 100),
    lost: Math.round(lost * 100),
  };
}

/** The raw count: rows of orders, tickets, payments and refunds, not the ledger that the read model is counted from. */
async function books(eventId: number) {
  const [row] = await db().$queryRaw<Awaited<ReturnType<typeof figures>>[]>`
    WITH paid AS (SELECT * FROM orders WHERE event_id = ${eventId} AND status IN ('PAID', 'PARTIALLY_REFUNDED', 'REFUNDED'))
    SELECT (SELECT count(*)::int FROM paid) AS orders,
      (SELECT count(*)::int FROM tickets t JOIN paid p ON p.event_id = t.event_id AND p.id = t.order_id) AS tickets,
      (SELECT coalesce(sum(amount_minor), 0)::float8 FROM payments
        WHERE event_id = ${eventId} AND status IN ('CAPTURED', 'REFUNDED', 'DISPUTED', 'LOST')) AS revenue,
      (SELECT coalesce(sum(amount_minor), 0)::float8 FROM refunds WHERE event_id = ${eventId}) AS refunds,
      (SELECT coalesce(sum(lost_minor), 0)::float8 FROM payments WHERE event_id = ${eventId}) AS lost`;
  return row;
}

async function worked(): Promise<void> {
  await workFacts(buyerEraser, daySales);
  await countDaySales();
}

describe("what the platform sold", () => {
  test("equals the raw count after a mixed history, and counting again changes nothing", async () => {
    const eventId = await aHall();
    await aMixedStory(shop, eventId);
    await worked();
    const expected = await books(eventId);
    expect(expected?.refunds).toBeGreaterThan(0);
    expect(expected?.lost).toBeGreaterThan(0);
    expect(await figures(eventId)).toEqual(expected);
    expect(await countDaySales()).toBe(0);
    await recountDaySales(eventId);
    expect(await figures(eventId)).toEqual(expected);
  });

  test("is counted without facts by a recount", async () => {
    const eventId = await aHall();
    await aSale(shop, eventId);
    await db().outboxFact.deleteMany();
    await worked();
    expect(await figures(eventId)).toMatchObject({ orders: 0 });
    await recountDaySales(eventId);
    expect(await figures(eventId)).toEqual(await books(eventId));
  });

  test("stands on the day of the payment, and leaves it when the sale is undone days later", async () => {
    const eventId = await aHall();
    const { orderId } = await aSale(shop, eventId);
    await db().order.updateMany({ where: { id: orderId }, data: { paidAt: new Date(`${OLD}T23:59:59.999Z`) } });
    await worked();
    await recountDaySales(eventId);
    const organization_id = await sellerOf(eventId);
    const onTheDay = async () => (await readDaySales({ from: OLD, to: OLD, organization_id })).data;
    expect(await onTheDay()).toMatchObject([{ day: OLD, orders: 1, tickets: 2, revenue: 0, organization_id }]);
    await db().order.updateMany({ where: { id: orderId }, data: { status: "FAILED" } });
    await db().outboxFact.deleteMany();
    await appendFact(db(), { type: "order.undone", eventId, subject: orderId, payload: {} });
    await worked();
    expect(await onTheDay()).toEqual([]);
  });

  test("is counted once by many processes at once", async () => {
    const eventId = await aHall();
    await aSale(shop, eventId);
    await workFacts(daySales);
    await Promise.all(Array.from({ length: 4 }, countDaySales));
    expect(await figures(eventId)).toEqual(await books(eventId));
    expect(await db().daySalesDue.count()).toBe(0);
  });
});

describe("the report", () => {
  test("pages over days, organizations and currencies, with the totals of the whole period", async () => {
    const [euros, dollars] = [await aHall(), await anEventOnSale({ currency: "USD", layout: aSmallHall({ rows: 1 }) })];
    for (const [eventId, day, currency] of [
      [euros, "2021-01-01", "EUR"],
      [euros, "2021-01-02", "EUR"],
      [dollars, "2021-01-02", "USD"],
    ] as const)
      await db().daySales.create({
        data: {
          ...{ day: new Date(day), eventId, organizationId: await sellerOf(eventId), currency, orders: 1, tickets: 2 },
          ...{ revenueMinor: 9_000, refundsMinor: 1_000, lostMinor: 0, gatewayFeesMinor: 30 },
        },
      });
    const span = { from: "2021-01-01", to: "2021-01-31" };
    const first = await readDaySales({ ...span, limit: 2 });
    expect(first).toMatchObject({ meta: { total: 3, page: 1, limit: 2, ...span } });
    expect(first.data.map(({ day }) => day)).toEqual(["2021-01-02", "2021-01-02"]);
    expect(first.totals).toEqual([
      { currency: "EUR", orders: 2, tickets: 4, revenue: 180, refunds: 20, lost: 0, gateway_fees: 0.6 },
      { currency: "USD", orders: 1, tickets: 2, revenue: 90, refunds: 10, lost: 0, gateway_fees: 0.3 },
    ]);
    expect((await readDaySales({ ...span, limit: 2, page: 2 })).data).toMatchObject([{ day: "2021-01-01" }]);
    const { userId } = await aUser();
    const who = { ...aPerson(`user:${userId}`), userId, isAdmin: true, isTwoFactor: true } as Administrator;
    const csv = await new Response(await exportDaySales(who, span)).text();
    expect(csv.trimEnd().split("\r\n")).toHaveLength(4);
    expect(csv).toMatch(/^day,organization_id,organization,currency,orders,/);
    const lines = await db().auditEntry.findMany({ where: { actor: `user:${userId}` } });
    expect(lines).toMatchObject([{ action: "sales.export", detail: span }]);
  });

  test("is of the last thirty days where nothing is said", () => {
    expect(spanOf({}, Date.parse("2026-03-01T12:00:00Z"))).toMatchObject({ from: "2026-01-31", to: "2026-03-01" });
    expect(spanOf({ to: "2026-01-30" }, 0)).toMatchObject({ from: "2026-01-01", to: "2026-01-30" });
  });

  test("an organization's name is no formula in a spreadsheet", () => {
    const figures = { orders: 1, tickets: 1, revenue: 1, refunds: 0, lost: 0, gateway_fees: 0 };
    const line = { day: "2026-01-01", organization_id: "x", organization: '=HYPERLINK("http://x")', currency: "EUR" };
    expect(daySalesCsv([{ ...line, ...figures }])).toContain(`"'=HYPERLINK(""http://x"")"`);
  });
});
