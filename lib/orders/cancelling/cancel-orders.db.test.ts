import { beforeEach, describe, expect, test } from "vitest";
import { salesFigures } from "#lib/analytics/sales-figures";
import { changeEvent } from "#lib/catalog/change-event";
import { eventChangeBody } from "#lib/catalog/event-contract";
import { orderMails } from "#lib/notifications/order-mails";
import { db } from "#lib/platform/db/db";
import { forgetSingleton } from "#lib/platform/singleton";
import { aDatabase } from "#lib/platform/testing/database";
import { factsOf, workFacts } from "#lib/platform/testing/facts";
import { openWaitingRoom } from "#lib/waiting-room/open-waiting-room";
import { aHeldReservation, aMember, anEventOnSale, aPromoCode, aSmallHall, sellerOf } from "#prisma/seed/builders";
import { checkInvariants } from "#prisma/seed/invariants";
import { atTheBank } from "../testing/at-the-bank.ts";
import { expectSound } from "../testing/books.ts";
import { ALL_GIVEN_BACK, aSale } from "../testing/sale.ts";
import { aShop } from "../testing/shop.ts";
import { eventSales } from "../withdrawing/event-sales.ts";
import { orderCanceller } from "./cancel-orders.ts";
import { readCancellation } from "./read-cancellation.ts";
import { resendCancellation } from "./resend-cancellation.ts";
import { workCancellations } from "./work-cancellations.ts";

aDatabase();
const shop = aShop();

beforeEach(() => {
  for (const name of ["catalog-briefly", "catalog-seats-left", "live-seats"]) forgetSingleton(name);
});

const aHall = (options = {}) => anEventOnSale({ layout: aSmallHall({ rows: 4, seatsPerRow: 10 }), ...options });

/** The organizer cancels the event, and the facts reach those who act on them. */
async function cancel(eventId: number): Promise<void> {
  const person = await aMember(await sellerOf(eventId), "MANAGER");
  const change = eventChangeBody.parse({ status: "cancelled" });
  const changed = await changeEvent(person, eventId, { change, sales: eventSales });
  expect(changed.ok).toBe(true);
  await workFacts(orderCanceller, salesFigures, orderMails);
}

/** A minute goes by: what a worker could not end is due again. */
async function aMinutePasses(eventId: number): Promise<void> {
  await db().cancelledOrder.updateMany({ where: { eventId }, data: { dueAt: new Date(0) } });
}

const runOf = async (eventId: number) => {
  const rows = await db().cancelledOrder.findMany({ where: { eventId } });
  const { finishedAt } = await db().cancellation.findUniqueOrThrow({ where: { eventId } });
  return { orders: rows.map(({ status }) => status).sort(), isFinished: finishedAt !== null };
};

describe("a cancelled event", () => {
  test("appends one fact, once", async () => {
    const eventId = await aHall();
    await cancel(eventId);
    const person = await aMember(await sellerOf(eventId), "MANAGER");
    const change = eventChangeBody.parse({ subtitle: "off", status: "cancelled" });
    await changeEvent(person, eventId, { change, sales: eventSales });
    const facts = (await factsOf({ subject: "event" })).filter((fact) => fact.eventId === eventId);
    expect(facts.map(({ type }) => type)).toEqual(["event.changed"]);
    expect(await db().cancellation.count({ where: { eventId } })).toBe(1);
  });

  test("gives every order its whole money back by itself, tickets void and seats free", async () => {
    const eventId = await aHall();
    const { code } = await aPromoCode(eventId, { value: 10 });
    const [plain, cheaper] = [await aSale(shop, eventId), await aSale(shop, eventId, { promoCode: code })];
    await cancel(eventId);
    await workCancellations();
    expect(await plain.books()).toEqual(ALL_GIVEN_BACK);
    expect(await cheaper.books()).toEqual({ ...ALL_GIVEN_BACK, refunded: 8_100 });
    expect([await plain.atGateway(), await cheaper.atGateway()]).toEqual([[9_000], [8_100]]);
    expect(await runOf(eventId)).toEqual({ orders: ["DONE", "DONE"], isFinished: true });
    await expectSound(shop);
    // Asked again, nothing happens twice.
    await db().cancellation.updateMany({ where: { eventId }, data: { finishedAt: null } });
    await aMinutePasses(eventId);
    await workCancellations();
    expect(await plain.atGateway()).toEqual([9_000]);
  });

  test("gives back what is left of an order that was refunded in part", async () => {
    const sale = await aSale(shop, await aHall({ refundUntilHours: 1 }));
    await sale.refund(sale.person, { tickets: sale.tickets.slice(0, 1) });
    await cancel(sale.eventId);
    await workCancellations();
    expect(await sale.books()).toEqual(ALL_GIVEN_BACK);
    expect(await sale.atGateway()).toEqual([4_500, 4_500]);
    await expectSound(shop);
  });

  test("voids free tickets without asking any gateway", async () => {
    const sale = await aSale(shop, await aHall({ priceMinor: 0 }));
    await cancel(sale.eventId);
    await workCancellations();
    expect(await sale.books()).toMatchObject({ order: "REFUNDED", tickets: ["VOID", "VOID"], refunded: 0 });
    expect(await sale.facts()).toEqual(expect.arrayContaining(["tickets.voided", "order.called_off"]));
    await workFacts(salesFigures, orderMails);
    expect(await db().eventSales.findUnique({ where: { eventId: sale.eventId } })).toMatchObject({ sold: 0 });
    await expectSound(shop);
  });

  test("releases holds and closes the queue", async () => {
    const eventId = await aHall();
    const held = await aHeldReservation(eventId, [1, 2]);
    await openWaitingRoom(eventId, "system");
    await cancel(eventId);
    await workCancellations();
    const hold = await db().reservation.findUniqueOrThrow({ where: { eventId_id: { eventId, id: held.id } } });
    expect(hold.status).toBe("CANCELLED");
    expect(await db().seat.count({ where: { eventId, status: { not: "AVAILABLE" } } })).toBe(0);
    expect((await db().waitingRoom.findUniqueOrThrow({ where: { eventId } })).closedAt).not.toBeNull();
    expect(await checkInvariants()).toEqual([]);
  });

  test("stops a payment that waits for its buyer's bank: nothing is charged afterwards", async () => {
    const buyer = await atTheBank(shop, await aHall(), [1, 2]);
    await cancel(buyer.held.eventId);
    await workCancellations();
    expect(await buyer.books()).toEqual({ order: "FAILED", reason: "event_cancelled", payment: "CANCELED", live: [] });
    await buyer.pay();
    expect(await buyer.books()).toMatchObject({ order: "FAILED", payment: "CANCELED" });
    expect(await runOf(buyer.held.eventId)).toEqual({ orders: ["DONE"], isFinished: true });
    await expectSound(shop);
  });

  test("waits for a gateway that is out of reach, and then gives the money back once", async () => {
    const sale = await aSale(shop, await aHall());
    await cancel(sale.eventId);
    shop.sandbox().trouble.set("down");
    await workCancellations();
    expect(await runOf(sale.eventId)).toEqual({ orders: ["SENDING"], isFinished: false });
    shop.sandbox().trouble.clear();
    await aMinutePasses(sale.eventId);
    await workCancellations();
    expect(await sale.books()).toEqual(ALL_GIVEN_BACK);
    expect(await sale.atGateway()).toEqual([9_000]);
    expect(await runOf(sale.eventId)).toEqual({ orders: ["DONE"], isFinished: true });
    await expectSound(shop);
  });

  test("tells every buyer in their language, with a file that takes the date out of their calendar", async () => {
    const eventId = await aHall({ title: "La Traviata" });
    const sale = await aSale(shop, eventId);
    await db().order.updateMany({ where: { eventId }, data: { locale: "es" } });
    await cancel(eventId);
    await workCancellations();
    await workFacts(salesFigures, orderMails);
    const mail = await db().notification.findFirstOrThrow({
      where: { dedupeKey: `called-off:${eventId}:${sale.orderId}` },
    });
    expect(mail.subject).toBe("Cancelado: La Traviata");
    expect(mail.text).toContain("90,00");
    expect(mail.calendar).toMatch(/METHOD:CANCEL[\s\S]*SEQUENCE:1[\s\S]*STATUS:CANCELLED/);
    expect(mail.calendar?.replace(/\r\n[ \t]/g, "")).toContain(`UID:order-${sale.number}@`);
    const refundMails = await db().notification.count({ where: { dedupeKey: { startsWith: `refund:${eventId}:` } } });
    expect(refundMails).toBe(0);
  });

  test("reports what failed and why, and sends it again on one request", async () => {
    const eventId = await aHall();
    const [good, disputed, refused] = [
      await aSale(shop, eventId),
      await aSale(shop, eventId, { card: "pm_card_createDispute" }),
      await aSale(shop, eventId),
    ];
    await cancel(eventId);
    shop.sandbox().trouble.set("failing_refunds");
    await workCancellations();
    shop.sandbox().trouble.clear();
    const staff = await aMember(await sellerOf(eventId), "BOX_OFFICE");
    const before = await readCancellation(staff, eventId);
    expect(before).toMatchObject({
      report: {
        status: "finished",
        orders: { total: 3, to_do: 0, done: 0, failed: 3 },
        money: { refunded: 0, under_way: 0, failed: 180 },
      },
    });
    if (!before.ok) throw new Error("the report is there");
    const reasons = before.report.failures.data.map(({ order_number, reason }) => [order_number, reason]);
    expect(Object.fromEntries(reasons)).toEqual({
      [good.number]: "refused",
      [disputed.number]: "disputed",
      [refused.number]: "refused",
    });
    expect(await resendCancellation(staff, eventId)).toMatchObject({ report: { status: "under_way" } });
    await workCancellations();
    expect(await readCancellation(staff, eventId)).toMatchObject({
      report: { status: "finished", orders: { done: 2, failed: 1 }, money: { refunded: 180, failed: 0 } },
    });
    expect([await good.atGateway(), await refused.atGateway()]).toEqual([[9_000], [9_000]]);
  });

  test("shows its report to nobody else", async () => {
    const eventId = await aHall();
    await cancel(eventId);
    const stranger = await aMember(await sellerOf(await aHall()), "OWNER");
    expect(await readCancellation(stranger, eventId)).toMatchObject({ refusal: { code: "not_found" } });
    const gate = await aMember(await sellerOf(eventId), "GATE");
    expect(await readCancellation(gate, eventId)).toMatchObject({ refusal: { code: "forbidden" } });
    const reader = await aMember(await sellerOf(eventId), "ANALYST");
    expect(await resendCancellation(reader, eventId)).toMatchObject({ refusal: { code: "forbidden" } });
  });
});
