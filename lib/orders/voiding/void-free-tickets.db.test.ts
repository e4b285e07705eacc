import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { salesFigures } from "#lib/analytics/sales-figures";
import { orderMails } from "#lib/notifications/order-mails";
import type { Staff } from "#lib/organizations/authority";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { factsOf, workFacts } from "#lib/platform/testing/facts";
import { checkInTicket } from "#lib/tickets/check-in-ticket";
import { anAddOn } from "#prisma/seed/an-add-on";
import {
  aHeldReservation,
  aMember,
  anEventOnSale,
  aPromoCode,
  aSmallHall,
  sellerOf,
  somePriceRules,
} from "#prisma/seed/builders";
import { checkInvariants } from "#prisma/seed/invariants";
import { findOrder } from "../reading/find-order.ts";
import { listOrdersOnWire } from "../reading/list-orders-on-wire.ts";
import { orderForOrganization } from "../reading/queries.ts";
import { anOrder } from "../testing/an-order.ts";
import { aSale } from "../testing/sale.ts";
import { aShop } from "../testing/shop.ts";
import { voidFreeTickets } from "./void-free-tickets.ts";

aDatabase();
const shop = aShop();

let eventId: number;
let clerk: Staff;
let sale: Awaited<ReturnType<typeof aSale>>;

beforeAll(async () => {
  const layout = aSmallHall({ rows: 5, seatsPerRow: 10 });
  eventId = await anEventOnSale({ startsInHours: 1, title: "La Traviata", priceMinor: 0, layout });
  clerk = await aMember(await sellerOf(eventId), "BOX_OFFICE");
});

beforeEach(async () => {
  sale = await aSale(shop, eventId);
});

const voidThem = (tickets?: string[], who = clerk) => {
  return voidFreeTickets(who, { number: sale.number, tickets, reason: "Taken by a script" });
};
const refusedAs = (reason: string, more = {}) => ({ ok: false, refusal: { code: "not_voidable", reason, ...more } });

async function enter(ticket: string) {
  return checkInTicket(clerk, { ticket_number: ticket, event_id: eventId, gate: "North" });
}

describe("free tickets of an order whose add-ons were paid", () => {
  async function soldWithProgramme() {
    const programme = await anAddOn(eventId, { stock: 5 });
    sale = await aSale(shop, eventId, { addOns: [{ addOnId: programme, quantity: 2 }] });
    const claimed = async () => (await db().eventAddOn.findFirstOrThrow({ where: { id: programme } })).claimed;
    return { programme, claimed };
  }

  test("are voided one by one, with the money and the add-ons where they were; the last one is refunded", async () => {
    const { claimed } = await soldWithProgramme();
    const [first = "", second = ""] = sale.tickets;
    expect(await voidThem([first])).toMatchObject({ ok: true, voided: { status: "partially_refunded" } });
    expect(await sale.books()).toMatchObject({ tickets: ["VOID", "LIVE"], refunded: 0 });
    expect(await claimed()).toBe(2);
    expect(await checkInvariants("after quiet")).toEqual([]);
    expect(await voidThem([second])).toEqual(refusedAs("not_free"));
    expect(await sale.refund(clerk, { tickets: [second] })).toMatchObject({ refund: { amount: 10 } });
    expect(await claimed()).toBe(0);
    expect(await checkInvariants("after quiet")).toEqual([]);
  });

  test("are not all voided together, nor while the money is not taken yet", async () => {
    await soldWithProgramme();
    expect(await voidThem()).toEqual(refusedAs("not_free"));
    await db().payment.updateMany({ where: { eventId, orderId: sale.orderId }, data: { status: "AUTHORIZED" } });
    expect(await voidThem(sale.tickets.slice(0, 1))).toEqual(refusedAs("not_confirmed"));
    await db().payment.updateMany({ where: { eventId, orderId: sale.orderId }, data: { status: "CAPTURED" } });
    expect((await sale.books()).tickets).toEqual(["LIVE", "LIVE"]);
  });

  test("beside a paid ticket go alone: the paid one is refunded", async () => {
    const mixed = await anEventOnSale();
    const { child } = await somePriceRules(mixed);
    await db().ticketType.updateMany({ where: { eventId: mixed }, data: { value: 100 } });
    sale = await aSale(shop, mixed, { ticketTypes: [child, null] });
    const staff = await aMember(await sellerOf(mixed), "BOX_OFFICE");
    const [free = "", paid = ""] = sale.tickets;
    expect(await voidThem([paid], staff)).toEqual(refusedAs("not_free"));
    expect(await voidThem([free, paid], staff)).toEqual(refusedAs("not_free"));
    expect(await voidThem([free], staff)).toMatchObject({ ok: true });
    expect(await sale.refund(staff, { tickets: [paid] })).toMatchObject({ refund: { amount: 45 } });
    expect(await checkInvariants("after quiet")).toEqual([]);
  });
});

describe("staff void free tickets:", () => {
  test("a whole order is over, its seats are free for others, and the gate refuses its tickets", async () => {
    expect(await voidThem()).toEqual({
      ok: true,
      voided: { order_number: sale.number, status: "voided", tickets: sale.tickets },
    });
    expect(await sale.books()).toMatchObject({
      ...{ order: "REFUNDED", refunded: 0, tickets: ["VOID", "VOID"], seats: ["AVAILABLE", "AVAILABLE"] },
    });
    expect(await enter(sale.tickets[0] ?? "")).toMatchObject({ ok: false, refusal: { code: "invalid_ticket" } });
    const basket = { eventId_id: { eventId, id: sale.id } };
    expect(await db().reservation.findUniqueOrThrow({ where: basket })).toMatchObject({ status: "CANCELLED" });
    await aHeldReservation(eventId, sale.seatIds);
    expect(await checkInvariants("after quiet")).toEqual([]);
  });

  test("the order reads as void wherever it is shown, and a search for refunded orders does not find it", async () => {
    await voidThem(sale.tickets.slice(0, 1));
    const read = () => orderForOrganization(eventId, sale.orderId);
    const found = async (status: "refunded" | "partially_refunded" | "partially_voided" | "voided") => {
      const asked = { organization_id: await sellerOf(eventId), event_id: eventId, q: sale.number, status };
      return ((await listOrdersOnWire(clerk, asked)) as { orders: { meta: { total: number } } }).orders.meta.total;
    };
    expect(await read()).toMatchObject({ status: "partially_voided", refunds: [] });
    expect([await found("partially_refunded"), await found("partially_voided")]).toEqual([0, 1]);
    await voidThem();
    expect(await read()).toMatchObject({ status: "voided", refunded_amount: 0 });
    expect([await found("refunded"), await found("voided")]).toEqual([0, 1]);
  });

  test("one ticket goes and the other stays, and then the rest", async () => {
    const [first = "", second = ""] = sale.tickets;
    expect(await voidThem([first])).toMatchObject({ voided: { status: "partially_voided", tickets: [first] } });
    expect(await sale.books()).toMatchObject({ tickets: ["VOID", "LIVE"], seats: ["AVAILABLE", "BOOKED"] });
    expect(await checkInvariants("after quiet")).toEqual([]);
    const basket = { eventId_id: { eventId, id: sale.id } };
    expect(await db().reservation.findUniqueOrThrow({ where: basket })).toMatchObject({
      ...{ status: "CONFIRMED", seatIds: sale.seatIds.slice(1) },
    });
    expect(await voidThem()).toMatchObject({ voided: { status: "voided", tickets: [second] } });
    expect(await checkInvariants("after quiet")).toEqual([]);
  });

  test("the fact takes them out of the sales figures, and the log says who voided which and why", async () => {
    await workFacts(salesFigures);
    const before = await db().eventSales.findUniqueOrThrow({ where: { eventId } });
    await voidThem(sale.tickets.slice(0, 1));
    expect((await factsOf({ subject: sale.orderId })).at(-1)).toMatchObject({
      type: "tickets.voided",
      payload: { tickets: 1, because: "by_staff" },
    });
    await workFacts(salesFigures);
    const { sold } = await db().eventSales.findUniqueOrThrow({ where: { eventId } });
    expect(before.sold - sold).toBe(1);
    const [line, ...more] = await db().auditEntry.findMany({ where: { subject: sale.number, action: "order.void" } });
    expect(more).toEqual([]);
    expect(line).toMatchObject({
      ...{ actor: `user:${clerk.userId}`, outcome: "ok", eventId },
      detail: { tickets: sale.tickets.slice(0, 1), reason: "Taken by a script" },
    });
  });

  test.each([
    ["en", "Your ticket is void: La Traviata", "The gate no longer admits this ticket."],
    ["es", "Tu entrada ya no vale: La Traviata", "Con esta entrada ya no se puede entrar."],
  ])("the holder gets one mail, which names the tickets and not the reason: %s", async (locale, subject, sentence) => {
    const email = `holder-${sale.orderId}@example.org`;
    await workFacts(orderMails);
    await db().order.updateMany({ where: { eventId, id: sale.orderId }, data: { locale, email } });
    const [first = "", second = ""] = sale.tickets;
    await voidThem([first]);
    await workFacts(orderMails);
    await workFacts(orderMails);
    const mails = await db().notification.findMany({ where: { deliveries: { some: { address: email } } } });
    expect(mails.map((mail) => mail.subject)).toEqual([subject]);
    expect(mails[0]?.text).toContain(first);
    expect(mails[0]?.text).toContain(sentence);
    expect(mails[0]?.text).not.toContain(second);
    expect(mails[0]?.text).not.toContain("script");
  });

  test("the promo code of an order that it made free can be used again", async () => {
    const paid = await anEventOnSale();
    const { code } = await aPromoCode(paid, { code: "GIFT", kind: "AMOUNT", value: 4_500, usesMax: 1 });
    const order = await anOrder(paid, { seatIds: [1] });
    const promo = await db().promoCode.findFirstOrThrow({ where: { eventId: paid, code } });
    await db().promoCode.updateMany({ where: { eventId: paid, code }, data: { uses: 1 } });
    const data = { totalMinor: 0, discountMinor: 4_500, promoId: promo.id };
    await db().order.updateMany({ where: { eventId: paid, id: order.id }, data });
    const staff = await aMember(await sellerOf(paid), "MANAGER");
    expect(await voidFreeTickets(staff, { number: order.number })).toMatchObject({ ok: true });
    expect(await db().promoCode.findFirstOrThrow({ where: { eventId: paid, code } })).toMatchObject({ uses: 0 });
  });
});

describe("nothing is voided", () => {
  test("of an order that was paid, and of one that is not confirmed", async () => {
    const paid = await anEventOnSale();
    const staff = await aMember(await sellerOf(paid), "OWNER");
    const { number } = await anOrder(paid, { seatIds: [1] });
    expect(await voidFreeTickets(staff, { number })).toEqual(refusedAs("not_free"));
    const open = await anOrder(paid, { seatIds: [2], status: "PENDING" });
    await db().order.updateMany({ where: { eventId: paid, id: open.id }, data: { totalMinor: 0 } });
    expect(await voidFreeTickets(staff, { number: open.number })).toEqual(refusedAs("not_confirmed"));
    expect(await db().ticket.count({ where: { eventId: paid, status: "VOID" } })).toBe(0);
  });

  test("that is void already, of another order, or was used at the gate", async () => {
    const [first = "", second = ""] = sale.tickets;
    const other = await aSale(shop, eventId);
    expect(await voidThem([first, ...other.tickets])).toEqual(refusedAs("ticket_gone"));
    expect(await enter(first)).toMatchObject({ ok: true });
    expect(await voidThem()).toEqual(refusedAs("checked_in", { tickets: [first] }));
    expect(await voidThem([first])).toEqual(refusedAs("checked_in", { tickets: [first] }));
    expect((await sale.books()).tickets).toEqual(["LIVE", "LIVE"]);
    expect(await voidThem([second])).toMatchObject({ ok: true });
    expect(await voidThem([second])).toEqual(refusedAs("ticket_gone"));
    sale = other;
    await voidThem();
    expect(await voidThem()).toEqual(refusedAs("nothing_left"));
  });

  test("by the buyer, stewards, staff without a second factor or of another organization, or of an unknown order", async () => {
    const organizationId = await sellerOf(eventId);
    const elsewhere = await aMember(await sellerOf(await anEventOnSale()), "OWNER");
    for (const [who, code] of [
      [elsewhere, "not_found"],
      [await aMember(organizationId, "GATE"), "forbidden"],
      [{ ...clerk, isTwoFactor: false }, "two_factor_required"],
    ] as const) {
      expect(await voidThem(undefined, who)).toEqual({ ok: false, refusal: { code } });
    }
    const asBuyer = await voidFreeTickets(sale.person, { number: sale.number });
    expect(asBuyer).toMatchObject({ ok: false });
    for (const number of ["ORD-2026-ZZ-7K3M2Q", "nonsense"]) {
      expect(await voidFreeTickets(clerk, { number })).toMatchObject({ refusal: { code: "not_found" } });
    }
    expect((await sale.books()).tickets).toEqual(["LIVE", "LIVE"]);
    expect((await findOrder(sale.person, sale.number))?.status).toBe("PAID");
  });
});
