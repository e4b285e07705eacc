import { beforeAll, describe, expect, test } from "vitest";
import type { Person } from "#lib/identity/identify";
import { db } from "#lib/platform/db/db";
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
import { orderLinkKey } from "../reading/find-order.ts";
import { ALL_GIVEN_BACK, aSale as aSaleAt, freshSeats } from "../testing/sale.ts";
import { aShop } from "../testing/shop.ts";
import { refundOrder } from "./refund-order.ts";

aDatabase();
const shop = aShop();
let eventId: number;
let staff: Person;

beforeAll(async () => {
  eventId = await anEventOnSale({
    layout: aSmallHall({ rows: 20, seatsPerRow: 20 }),
    refundUntilHours: 48,
    seatsPerBuyerMax: 4,
  });
  staff = await aMember(await sellerOf(eventId), "BOX_OFFICE");
});

const aSale = (seats = 2, promoCode?: string) => aSaleAt(shop, eventId, promoCode ? { seats, promoCode } : { seats });
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
    expect(await sale.books()).toEqual(ALL_GIVEN_BACK);
    expect(await sale.atGateway()).toEqual([9_000]);
    expect(await sale.facts()).toEqual(["order.paid", "payment.moved", "order.refunded", "payment.moved"]);
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

  test("may buy as many seats again as were refunded", async () => {
    const sale = await aSale(4);
    const [buyerKey = ""] = sale.person.keys;
    const two = () => aHeldReservation(eventId, freshSeats(eventId, 2), buyerKey);
    await expect(two()).rejects.toThrow("over_limit");
    await sale.refund(sale.person, { tickets: sale.tickets.slice(0, 2) });
    await two();
    await sale.refund(sale.person);
    await two();
    await expectSound();
  });

  test("gets the paid amount to the cent when tickets of a discounted order are refunded one by one", async () => {
    const { code } = await aPromoCode(eventId, { code: "ODD", kind: "AMOUNT", value: 1_001, usesMax: 5 });
    const sale = await aSale(3, code);
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

  test("does so with the link from the mail as well, when signed in with the order's address, and not with another's", async () => {
    const sale = await aSale();
    const other = await aSale();
    const { email } = await db().order.findFirstOrThrow({ where: { eventId: sale.eventId, number: sale.number } });
    const stranger = { ...aPerson(), keys: [] };
    const reader = { ...stranger, keys: ["user:another"], email: email.toUpperCase() };
    const linkKey = orderLinkKey({ number: sale.number, linkVersion: 0 });
    const foreign = orderLinkKey({ number: other.number, linkVersion: 0 });
    const notFound = { refusal: { code: "not_found" } };
    expect(await sale.refund(stranger, "whole", { linkKey: foreign })).toMatchObject(notFound);
    expect(await sale.refund(reader, "whole", {})).toMatchObject(notFound);
    expect(await sale.refund(stranger, "whole", { linkKey })).toMatchObject({ refusal: { code: "proof_required" } });
    const someoneElse = { ...reader, email: "someone-else@example.com" };
    expect(await sale.refund(someoneElse, "whole", { linkKey })).toMatchObject({ refusal: { code: "proof_required" } });
    expect((await sale.books()).tickets).not.toContain("VOID");
    expect(await sale.refund(reader, "whole", { linkKey })).toMatchObject({ ok: true });
  });

  test("cannot ask for a sum, nor for tickets that are not of the order, are gone or were used at the gate", async () => {
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

test("an owner outside the policy learns why: too late, or never; it does not bind staff, nor anyone after a cancellation", async () => {
  const late = await anEventOnSale({ startsInHours: 47, refundUntilHours: 48 });
  const never = await anEventOnSale();
  for (const [id, reason] of [
    [late, "too_late"],
    [never, "no_returns"],
  ] as const) {
    const sale = await aSaleAt(shop, id);
    const second = await aSaleAt(shop, id);
    expect(await sale.refund(sale.person)).toMatchObject(refused(reason));
    expect(await sale.books()).toMatchObject({ order: "PAID", seats: ["BOOKED", "BOOKED"] });
    expect(await sale.refund(await aMember(await sellerOf(id), "MANAGER"))).toMatchObject({ ok: true });
    await db().event.update({ where: { id }, data: { status: "CANCELLED" } });
    expect(await second.refund(second.person)).toMatchObject({ ok: true });
  }
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
    for (const [amount, message] of [
      [1.001, "must have no more decimals than EUR has"],
      [1e17, "is more than any payment in EUR can be"],
    ] as const) {
      expect(await sale.refund(staff, { amount })).toMatchObject({
        refusal: { code: "invalid_request", fields: [{ path: "amount", message }] },
      });
    }
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

test("an order that is not paid, was free, or is not there cannot be refunded", async () => {
  const held = await aHeldReservation(eventId, freshSeats(eventId, 1));
  await shop.commit(held, { card: "pm_card_authenticationRequired" });
  const open = await db().order.findFirstOrThrow({ where: { eventId, reservationId: held.id } });
  expect(await refundOrder(held.person, { number: open.number, wanted: "whole" })).toMatchObject(refused("not_paid"));
  const free = await anEventOnSale({ priceMinor: 0, refundUntilHours: 1 });
  const sale = await aSaleAt(shop, free);
  expect(await sale.refund(sale.person)).toMatchObject(refused("nothing_paid"));
  for (const number of ["ORD-2026-1-AAAAAA", "nonsense", "ORD-2026-ZZZZZZ-AAAAAA"]) {
    expect(await refundOrder(staff, { number, wanted: "whole" })).toMatchObject({ refusal: { code: "not_found" } });
  }
  forgetSingleton("live-seats");
});

describe("sums beyond 32 bits", () => {
  test.each([
    ["IDR", 5_000_000_000, [100_000_000, 5_000_000, 50_000_000]],
    ["COP", 250_000_000, [5_000_000, 100_000.5, 2_500_000]],
  ])(
    "are held, paid, given back in part and in all, and add up to the last unit: %s",
    async (currency, priceMinor, [paid, some, one]) => {
      const event = await anEventOnSale({ currency, priceMinor, refundUntilHours: 48 });
      const box = await aMember(await sellerOf(event), "BOX_OFFICE");
      const sale = await aSaleAt(shop, event, { seats: 2 });
      const order = await db().order.findFirstOrThrow({ where: { eventId: event, number: sale.number } });
      expect(order.totalMinor).toBe(priceMinor * 2);
      expect(await sale.refund(box, { amount: some ?? 0 })).toMatchObject({
        ok: true,
        refund: { amount: some, currency },
      });
      const ticket = await sale.refund(sale.person, { tickets: sale.tickets.slice(1) });
      expect(ticket).toMatchObject({ ok: true, refund: { amount: one } });
      await sale.refund(sale.person);
      const { refundedMinor } = await db().payment.findFirstOrThrow({ where: { eventId: event } });
      expect([refundedMinor, (paid ?? 0) * 100]).toEqual([priceMinor * 2, priceMinor * 2]);
      expect((await sale.atGateway()).reduce((sum, amount) => sum + amount, 0)).toBe(priceMinor * 2);
      await expectSound();
    },
  );
});

test.each([
  ["KWD", 5_130],
  ["MGA", 512_300],
  ["ISK", 5_133],
])(
  "a discounted order is given back ticket by ticket in the steps of its currency, and adds up: %s",
  async (currency, priceMinor) => {
    const event = await anEventOnSale({ currency, priceMinor, refundUntilHours: 48 });
    await aPromoCode(event, { code: "THIRD", value: 33 });
    const sale = await aSaleAt(shop, event, { seats: 3, promoCode: "THIRD" });
    for (const ticket of sale.tickets) {
      expect(await sale.refund(sale.person, { tickets: [ticket] })).toMatchObject({ ok: true });
      await expectSound();
    }
    const { amountMinor, refundedMinor } = await db().payment.findFirstOrThrow({ where: { eventId: event } });
    expect(refundedMinor).toBe(amountMinor);
  },
);
