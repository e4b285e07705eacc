import { beforeAll, describe, expect, test } from "vitest";
import type { Person } from "#lib/identity/identify";
import { aDatabase } from "#lib/platform/testing/database";
import { aMember, anEventOnSale, anOrganization, aPaidOrder, aPerson, sellerOf } from "#prisma/seed/builders";
import { ordersAnswer, orderWire } from "./contract.ts";
import { orderLinkKey } from "./find-order.ts";
import { listOrdersOnWire } from "./list-orders-on-wire.ts";
import { readOrder, readSoldOrder } from "./read-order.ts";

aDatabase();

let eventId: number;
let organizationId: string;
let order: Awaited<ReturnType<typeof aPaidOrder>>;
let staff: Person;
const stranger: Person = { ...aPerson(), keys: [] };

beforeAll(async () => {
  eventId = await anEventOnSale({ title: "A night out", refundUntilHours: 24 });
  organizationId = await sellerOf(eventId);
  staff = await aMember(organizationId, "ANALYST");
  order = await aPaidOrder(eventId, [1, 2]);
});

describe("an order", () => {
  test("is its owner's, with the codes of the tickets; the link from the mail opens it as well", async () => {
    const own = await readOrder(order.person, { number: order.number });
    const linked = await readOrder(stranger, {
      number: order.number,
      linkKey: orderLinkKey({ number: order.number, linkVersion: 0 }),
    });
    expect(linked).toEqual(own);
    if (!own.ok) throw new Error("not read");
    expect(orderWire.strict().parse(own.order)).toEqual(own.order);
    expect(own.order).toMatchObject({
      order_number: order.number,
      status: "confirmed",
      event: { id: eventId, title: "A night out", venue: { city: "Madrid" } },
      total_amount: 90,
      currency: "EUR",
      payment: { method: "Visa •••• 4242", status: "succeeded", amount: 90 },
      refunds: [],
    });
    expect(own.order.tickets.map((ticket) => typeof ticket.qr_code)).toEqual(["string", "string"]);
    expect(own.order).not.toHaveProperty("buyer");
  });

  test("shows staff of its organization who bought it, and no code that gives access", async () => {
    const answer = await readOrder(staff, { number: order.number });
    if (!answer.ok) throw new Error("not read");
    expect(answer.order.buyer).toEqual({ name: "Ada Lovelace", email: expect.stringMatching(/@example\.org$/) });
    expect(JSON.stringify(answer.order)).not.toContain("qr_code");
  });

  test("stands on the pages of the organization that sold it, for its staff, and on nobody else's", async () => {
    const own = await readSoldOrder(staff, { number: order.number, organizationId });
    expect(own).toEqual(await readOrder(staff, { number: order.number }));
    const notFound = { ok: false, refusal: { code: "not_found" } };
    const elsewhere = await anOrganization();
    const double = await aMember(elsewhere, "OWNER");
    expect(await readSoldOrder(double, { number: order.number, organizationId: elsewhere })).toEqual(notFound);
    expect(await readSoldOrder(double, { number: order.number, organizationId })).toEqual(notFound);
    expect(await readSoldOrder(staff, { number: "ORD-2026-1-AAAAAA", organizationId })).toEqual(notFound);
    const steward = await aMember(organizationId, "GATE");
    expect(await readSoldOrder(steward, { number: order.number, organizationId })).toMatchObject({
      refusal: { code: "forbidden" },
    });
  });

  test("does not exist for others, with the same answer as for an unknown order", async () => {
    const missing = await readOrder(stranger, { number: "ORD-2026-1-AAAAAA" });
    expect(missing).toEqual({ ok: false, refusal: { code: "not_found" } });
    const others = [
      stranger,
      aPerson(),
      await aMember(await anOrganization(), "OWNER"),
      { ...order.person, scopes: [] },
    ];
    for (const person of others) expect(await readOrder(person, { number: order.number })).toEqual(missing);
    const wrongKey = { number: order.number, linkKey: orderLinkKey({ number: "ORD-2026-1-AAAAAA", linkVersion: 0 }) };
    expect(await readOrder(stranger, wrongKey)).toEqual(missing);
  });

  test("is refused to people of the organization whose role lacks the permission", async () => {
    const gate = await aMember(organizationId, "GATE");
    expect(await readOrder(gate, { number: order.number })).toEqual({ ok: false, refusal: { code: "forbidden" } });
  });
});

describe("a list of orders", () => {
  const numbers = async (person: Person, query: Parameters<typeof listOrdersOnWire>[1]) => {
    const answer = await listOrdersOnWire(person, query);
    if (!answer.ok) return answer.refusal.code;
    expect(ordersAnswer.parse(answer.orders)).toEqual(answer.orders);
    return answer.orders.data.map((each) => each.order_number);
  };

  test("has one's own orders only", async () => {
    await aPaidOrder(eventId, [3]);
    expect(await numbers(order.person, {})).toEqual([order.number]);
    expect(await numbers(order.person, { event_id: eventId, status: "confirmed" })).toEqual([order.number]);
    expect(await numbers(order.person, { status: "refunded" })).toEqual([]);
    expect(await numbers(stranger, {})).toEqual([]);
    expect(await numbers({ ...order.person, scopes: ["order.read"] }, {})).toEqual([]);
  });

  test("has for staff what their organization sold, found by number, name or mail, and nothing of others", async () => {
    const foreign = await aPaidOrder(await anEventOnSale(), [1]);
    const own = { organization_id: organizationId };
    expect(await numbers(staff, own)).toHaveLength(2);
    expect(await numbers(staff, own)).not.toContain(foreign.number);
    expect(await numbers(staff, { ...own, q: order.number.toLowerCase() })).toEqual([order.number]);
    expect(await numbers(staff, { ...own, q: "ADA-guest" })).toHaveLength(2);
    expect(await numbers(staff, { ...own, q: "lovelace" })).toEqual([]);
    expect(await numbers(staff, { ...own, event_id: eventId + 1 })).toEqual([]);
    expect(await numbers(staff, { ...own, page: 2, limit: 1 })).toHaveLength(1);
    expect(await numbers(staff, { organization_id: await anOrganization() })).toBe("not_found");
    expect(await numbers(await aMember(organizationId, "GATE"), own)).toBe("forbidden");
  });
});
