import { beforeAll, describe, expect, test } from "vitest";
import type { Person } from "#lib/accounts/identify";
import { db } from "#lib/platform/db";
import { forgetSingleton } from "#lib/platform/singleton";
import { aDatabase } from "#lib/platform/testing/database";
import {
  aHeldReservation,
  aMember,
  anEventOnSale,
  anOrganization,
  aPerson,
  aPromoCode,
  aSmallHall,
  sellerOf,
} from "#prisma/seed/builders";
import { checkInvariants } from "#prisma/seed/invariants";
import { orderLinkKey } from "../find-order.ts";
import { reconcilePayments } from "../reconcile-payments.ts";
import { aShop } from "../testing/shop.ts";
import { type RefundOrder, refundOrder } from "./refund-order.ts";
import { retryRefund } from "./retry-refund.ts";

aDatabase();
const shop = aShop();
let eventId: number;
let staff: Person;
let nextSeat = 1;

beforeAll(async () => {
  eventId = await anEventOnSale({
    layout: aSmallHall({ rows: 20, seatsPerRow: 20 }),
    refundUntilHours: 48,
    seatsPerBuyerMax: 4,
  });
  staff = await aMember(await sellerOf(eventId), "BOX_OFFICE");
});

/** Somebody who bought seats beside each other, through the gateway. */
async function aSale(seats = 2, options: { promoCode?: string; eventId?: number } = {}) {
  const at = options.eventId ?? eventId;
  const seatIds = Array.from({ length: seats }, () => nextSeat++);
  const held = await aHeldReservation(at, seatIds);
  const answer = await shop.commit(held, options.promoCode ? { promoCode: options.promoCode } : {});
  if (!answer.ok || !("confirmed" in answer)) throw new Error("the sale did not go through");
  await shop.sandbox().webhooksIdle();
  const { order_id: number } = answer.confirmed;
  const order = await db().order.findFirstOrThrow({ where: { eventId: at, number } });
  const payment = await db().payment.findFirstOrThrow({ where: { eventId: at, orderId: order.id } });
  return {
    ...held,
    number,
    orderId: order.id,
    gatewayId: payment.gatewayId ?? "",
    tickets: answer.confirmed.tickets.map((ticket) => ticket.ticket_number),
    refund: (person: Person, wanted: RefundOrder["wanted"] = "whole", more: Partial<RefundOrder> = {}) =>
      refundOrder(person, { number, wanted, ...more }),
    async books() {
      const [now, money, tickets, sold] = await Promise.all([
        db().order.findUniqueOrThrow({ where: { eventId_id: { eventId: at, id: order.id } } }),
        db().payment.findFirstOrThrow({ where: { eventId: at, id: payment.id } }),
        db().ticket.findMany({ where: { eventId: at, orderId: order.id }, orderBy: { seatId: "asc" } }),
        db().seat.findMany({ where: { eventId: at, id: { in: seatIds } }, orderBy: { id: "asc" } }),
      ]);
      return {
        order: now.status,
        refunded: money.refundedMinor,
        payment: money.status,
        tickets: tickets.map((ticket) => ticket.status),
        seats: sold.map((seat) => seat.status),
      };
    },
    atGateway: async () =>
      (await shop.look(`/v1/refunds?payment_intent=${payment.gatewayId}&limit=100`)).data
        .filter((refund) => refund.status !== "failed")
        .map((refund) => refund.amount),
    jobs: async () =>
      (
        await db().$queryRaw<{ task: string }[]>`
          SELECT t.identifier AS task FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
          WHERE j.payload->>'orderId' = ${order.id} ORDER BY j.id`
      ).map(({ task }) => task),
  };
}

const expectSound = async () => {
  await shop.sandbox().webhooksIdle();
  expect(await checkInvariants("after quiet")).toEqual([]);
};
const refused = (reason: string) => ({ ok: false, refusal: { code: "not_refundable", reason } });

describe("the owner of an order, within the event's policy,", () => {
  test("gives all of it back: the money is returned, tickets are void, seats are free for others, a mail is on its way", async () => {
    const sale = await aSale();
    const answer = await sale.refund(sale.person);
    expect(answer).toMatchObject({
      ok: true,
      refund: { order_number: sale.number, amount: 90, currency: "EUR", status: "succeeded", tickets: sale.tickets },
    });
    expect(await sale.books()).toEqual({
      order: "REFUNDED",
      refunded: 9_000,
      payment: "REFUNDED",
      tickets: ["VOID", "VOID"],
      seats: ["AVAILABLE", "AVAILABLE"],
    });
    expect(await sale.atGateway()).toEqual([9_000]);
    expect(await sale.jobs()).toEqual(["send-order-mail", "send-refund-mail"]);
    await aHeldReservation(eventId, sale.seatIds);
    await expectSound();
  });

  test("gives one ticket back and keeps the other", async () => {
    const sale = await aSale();
    const answer = await sale.refund(sale.person, { tickets: sale.tickets.slice(1) });
    expect(answer).toMatchObject({ ok: true, refund: { amount: 45, tickets: sale.tickets.slice(1) } });
    expect(await sale.books()).toMatchObject({
      order: "PARTIALLY_REFUNDED",
      refunded: 4_500,
      payment: "CAPTURED",
      tickets: ["LIVE", "VOID"],
      seats: ["BOOKED", "AVAILABLE"],
    });
    await expectSound();
  });

  test("may buy as many seats again as were given back", async () => {
    const sale = await aSale(4);
    const [buyerKey = ""] = sale.person.keys;
    const two = () => aHeldReservation(eventId, [nextSeat++, nextSeat++], buyerKey);
    await expect(two()).rejects.toThrow("over_limit");
    await sale.refund(sale.person, { tickets: sale.tickets.slice(0, 2) });
    await two();
    await sale.refund(sale.person);
    await two();
    await expectSound();
  });

  test("gets back what was paid, to the cent, when tickets of a discounted order go one by one", async () => {
    const { code } = await aPromoCode(eventId, { code: "ODD", kind: "AMOUNT", value: 1_001, usesMax: 5 });
    const sale = await aSale(3, { promoCode: code });
    const amounts: number[] = [];
    for (const ticket of sale.tickets) {
      const answer = await sale.refund(sale.person, { tickets: [ticket] });
      amounts.push(answer.ok ? answer.refund.amount : Number.NaN);
      await expectSound();
    }
    expect(Math.round(amounts.reduce((sum, amount) => sum + amount * 100, 0))).toBe(13_500 - 1_001);
    expect(await sale.books()).toMatchObject({ order: "REFUNDED", payment: "REFUNDED" });
    expect(await db().promoCode.findFirstOrThrow({ where: { eventId, code } })).toMatchObject({ uses: 0 });
  });

  test("does so with the link from the mail as well, and not with another order's", async () => {
    const sale = await aSale();
    const other = await aSale();
    const stranger = { ...aPerson(), keys: [] };
    expect(await sale.refund(stranger, "whole", { linkKey: orderLinkKey(other.number) })).toMatchObject({
      refusal: { code: "not_found" },
    });
    expect(await sale.refund(stranger, "whole", { linkKey: orderLinkKey(sale.number) })).toMatchObject({ ok: true });
  });

  test("cannot ask for a sum, nor for tickets that are not of the order, are gone or were used at the door", async () => {
    const sale = await aSale(3);
    const other = await aSale();
    const [first = "", second = ""] = sale.tickets;
    expect(await sale.refund(sale.person, { amount: 1 })).toMatchObject({ refusal: { code: "forbidden" } });
    expect(await sale.refund(sale.person, { tickets: [first, ...other.tickets] })).toMatchObject(
      refused("ticket_gone"),
    );
    await sale.refund(sale.person, { tickets: [first] });
    expect(await sale.refund(sale.person, { tickets: [first] })).toMatchObject(refused("ticket_gone"));
    const ticket = await db().ticket.findFirstOrThrow({ where: { eventId, number: second } });
    await db().checkIn.create({
      data: { eventId, ticketId: ticket.id, issue: 1, gate: "A", staffId: staff.userId ?? "" },
    });
    expect(await sale.refund(sale.person, { tickets: [second] })).toMatchObject({
      refusal: { reason: "checked_in", tickets: [second] },
    });
    expect(await sale.refund(sale.person)).toMatchObject(refused("checked_in"));
    expect(await sale.refund(staff, { tickets: [second] })).toMatchObject({ ok: true });
    await expectSound();
  });

  test("cannot do so with an access token that speaks for an organization", async () => {
    const sale = await aSale();
    expect(await sale.refund({ ...sale.person, scopes: ["order.read"] })).toMatchObject({
      refusal: { code: "not_found" },
    });
  });
});

test("an owner outside of the policy is told why: too late, or never; staff are not bound by it, and neither when it was cancelled", async () => {
  const late = await anEventOnSale({ startsInHours: 47, refundUntilHours: 48 });
  const never = await anEventOnSale();
  for (const [id, reason] of [
    [late, "too_late"],
    [never, "no_returns"],
  ] as const) {
    nextSeat = 1;
    const sale = await aSale(2, { eventId: id });
    const second = await aSale(2, { eventId: id });
    expect(await sale.refund(sale.person)).toMatchObject(refused(reason));
    expect(await sale.books()).toMatchObject({ order: "PAID", seats: ["BOOKED", "BOOKED"] });
    expect(await sale.refund(await aMember(await sellerOf(id), "MANAGER"))).toMatchObject({ ok: true });
    await db().event.update({ where: { id }, data: { status: "CANCELLED" } });
    expect(await second.refund(second.person)).toMatchObject({ ok: true });
  }
  nextSeat = 100;
});

describe("staff", () => {
  test("give a sum back without taking tickets; the rest of the order is then worth that much less", async () => {
    const sale = await aSale();
    expect(await sale.refund(staff, { amount: 10.5 }, { reason: "A pillar" })).toMatchObject({
      ok: true,
      refund: { amount: 10.5, tickets: [], reason: "A pillar" },
    });
    expect(await sale.books()).toMatchObject({ order: "PARTIALLY_REFUNDED", tickets: ["LIVE", "LIVE"] });
    await expectSound();
    expect(await sale.refund(staff, { amount: 79.51 })).toMatchObject({
      refusal: { reason: "too_much", refundable_amount: 79.5 },
    });
    expect(await sale.refund(staff, { amount: 1.001 })).toMatchObject({ refusal: { code: "invalid_request" } });
    expect(await sale.refund(staff, { tickets: sale.tickets.slice(0, 1) })).toMatchObject({ refund: { amount: 45 } });
    await expectSound();
    expect(await sale.refund(staff)).toMatchObject({ refund: { amount: 34.5 } });
    expect(await sale.refund(staff)).toMatchObject(refused("nothing_left"));
    expect(await sale.atGateway()).toEqual([3_450, 4_500, 1_050]);
    await expectSound();
  });

  test.each([
    [
      "of the organization without a second factor",
      "two_factor_required",
      async (org: string) => ({ ...(await aMember(org, "OWNER")), isTwoFactor: false }),
    ],
    ["whose role does not include refunds", "forbidden", (org: string) => aMember(org, "GATE")],
    ["of another organization", "not_found", async () => aMember(await anOrganization(), "OWNER")],
    [
      "whose token has no such scope",
      "forbidden",
      async (org: string) => ({ ...(await aMember(org, "MANAGER")), scopes: ["order.read"], onlyFor: org }),
    ],
    [
      "whose token is another organization's",
      "not_found",
      async (org: string) => ({
        ...(await aMember(org, "MANAGER")),
        scopes: ["order.refund"],
        onlyFor: await anOrganization(),
      }),
    ],
    ["who are nobody at all", "not_found", async () => ({ ...aPerson(), keys: [] })],
  ] as [string, string, (org: string) => Promise<Person>][])(
    "%s are told %s, and nothing changes",
    async (_who, code, person) => {
      const sale = await aSale();
      const before = await sale.books();
      expect(await sale.refund(await person(await sellerOf(eventId)))).toEqual({ ok: false, refusal: { code } });
      expect(await sale.books()).toEqual(before);
      expect(await sale.atGateway()).toEqual([]);
    },
  );
});

test("a request that is repeated under its key answers the same refund, also long after, and pays once", async () => {
  const sale = await aSale();
  const again = { idempotencyKey: "user:1 my-key" };
  const first = await sale.refund(sale.person, { tickets: sale.tickets.slice(0, 1) }, again);
  const second = await sale.refund(sale.person, { tickets: sale.tickets.slice(0, 1) }, again);
  expect(second).toEqual(first);
  expect(await sale.atGateway()).toEqual([4_500]);
});

describe("when the gateway", () => {
  test("is out of reach, the refund is decided all the same and goes out later, once", async () => {
    const sale = await aSale();
    shop.sandbox().trouble.set("down", {});
    expect(await sale.refund(sale.person)).toMatchObject({ ok: true, refund: { status: "pending" } });
    expect(await sale.books()).toMatchObject({
      order: "REFUNDED",
      payment: "CAPTURED",
      seats: ["AVAILABLE", "AVAILABLE"],
    });
    await reconcilePayments(0);
    shop.sandbox().trouble.clear();
    await reconcilePayments(0);
    expect(await sale.atGateway()).toEqual([9_000]);
    expect(await sale.books()).toMatchObject({ payment: "REFUNDED", refunded: 9_000 });
    await expectSound();
  });

  test("took the refund and its answer was lost a day ago, it is found there and not sent twice", async () => {
    const sale = await aSale();
    shop.sandbox().trouble.set("drop_webhooks");
    shop.sandbox().trouble.set("timeout_after_charge", { times: 2, only: "/v1/refunds" });
    expect(await sale.refund(sale.person)).toMatchObject({ ok: true, refund: { status: "pending" } });
    shop.sandbox().trouble.clear();
    // On the second day the gateway does not know the key any more: asked blindly it would pay again.
    shop.hoursPass(30);
    const asked = (await sale.atGateway()).length;
    await reconcilePayments(0);
    expect([asked, await sale.atGateway()]).toEqual([1, [9_000]]);
    expect(await sale.books()).toMatchObject({ payment: "REFUNDED" });
    await expectSound();
  });

  test("has a refund under way, it stays pending until the gateway says it is through", async () => {
    const sale = await aSale();
    shop.sandbox().trouble.set("slow_refunds");
    expect(await sale.refund(sale.person)).toMatchObject({ ok: true, refund: { status: "pending" } });
    await reconcilePayments(0);
    expect(await sale.books()).toMatchObject({ order: "REFUNDED", payment: "CAPTURED", refunded: 0 });
    await db().refund.updateMany({ where: { orderId: sale.orderId }, data: { status: "SUCCEEDED" } });
    await db().payment.updateMany({
      where: { orderId: sale.orderId },
      data: { refundedMinor: 9_000, status: "REFUNDED" },
    });
  });

  test("refuses a refund, staff see it and send it off anew; the money counts as returned only then", async () => {
    const sale = await aSale();
    shop.sandbox().trouble.set("failing_refunds", { times: 1 });
    const answer = await sale.refund(sale.person);
    expect(answer).toMatchObject({ ok: true, refund: { status: "failed" } });
    expect(await sale.books()).toMatchObject({ order: "REFUNDED", payment: "CAPTURED", refunded: 0 });
    expect(await checkInvariants("after quiet")).toEqual([expect.stringContaining("INV-2: refund")]);
    const [, id = ""] = /^\d+-(.*)$/.exec(answer.ok ? answer.refund.refund_id : "") ?? [];
    const retry = (person: Person) => retryRefund(person, { number: sale.number, refundId: { eventId, id } });
    expect(await retry(sale.person)).toMatchObject({ refusal: { code: "not_found" } });
    expect(await retry(staff)).toMatchObject({ ok: true, refund: { status: "succeeded" } });
    expect(await retry(staff)).toMatchObject(refused("not_failed"));
    expect(await sale.books()).toMatchObject({ payment: "REFUNDED", refunded: 9_000 });
    await expectSound();
  });
});

describe("a refund that somebody makes at the gateway itself", () => {
  test("in part is recorded as a sum without tickets, once, however often it is told", async () => {
    const sale = await aSale();
    shop.sandbox().trouble.set("duplicate_webhooks");
    await shop.act("/v1/refunds", { payment_intent: sale.gatewayId, amount: "1000" });
    await shop.sandbox().webhooksIdle();
    expect(await sale.books()).toMatchObject({
      order: "PARTIALLY_REFUNDED",
      refunded: 1_000,
      tickets: ["LIVE", "LIVE"],
    });
    expect(await sale.refund(staff)).toMatchObject({ refund: { amount: 80 } });
    await expectSound();
  });

  test("of everything takes the tickets and frees the seats: nobody sits there for nothing", async () => {
    const sale = await aSale();
    await shop.act("/v1/refunds", { payment_intent: sale.gatewayId });
    await shop.sandbox().webhooksIdle();
    expect(await sale.books()).toEqual({
      order: "REFUNDED",
      refunded: 9_000,
      payment: "REFUNDED",
      tickets: ["VOID", "VOID"],
      seats: ["AVAILABLE", "AVAILABLE"],
    });
    expect(shop.doorFaults).toEqual([]);
    await expectSound();
  });
});

test("the organization's webhook is told of a refund where it wants to be, and not otherwise", async () => {
  const at = await anEventOnSale({ refundUntilHours: 1 });
  nextSeat = 1;
  const [quiet, told] = [await aSale(2, { eventId: at }), await aSale(2, { eventId: at })];
  nextSeat = 200;
  await quiet.refund(quiet.person);
  await db().webhookEndpoint.create({
    data: {
      organizationId: await sellerOf(at),
      url: "https://example.org/",
      events: ["order.refunded"],
      sealedSecret: "x",
    },
  });
  await told.refund(told.person);
  expect(await quiet.jobs()).not.toContain("publish-webhook");
  expect(await told.jobs()).toContain("publish-webhook");
});

test("an order that is not paid, was free, or is not there cannot be refunded", async () => {
  const held = await aHeldReservation(eventId, [nextSeat++]);
  await shop.commit(held, { card: "pm_card_authenticationRequired" });
  const open = await db().order.findFirstOrThrow({ where: { eventId, reservationId: held.id } });
  expect(await refundOrder(held.person, { number: open.number, wanted: "whole" })).toMatchObject(refused("not_paid"));
  const free = await anEventOnSale({ priceMinor: 0, refundUntilHours: 1 });
  nextSeat = 1;
  const sale = await aSale(2, { eventId: free });
  expect(await sale.refund(sale.person)).toMatchObject(refused("nothing_paid"));
  for (const number of ["ORD-2026-1-AAAAAA", "nonsense", "ORD-2026-ZZZZZZ-AAAAAA"]) {
    expect(await refundOrder(staff, { number, wanted: "whole" })).toMatchObject({ refusal: { code: "not_found" } });
  }
  forgetSingleton("live-seats");
});
