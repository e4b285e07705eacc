import { beforeAll, describe, expect, test } from "vitest";
import type { Person } from "#lib/identity/identify";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { ticketKeys } from "#lib/tickets/signing-key";
import { verifyTicket } from "#lib/tickets/ticket-token";
import { aBuyer, anEventOnSale } from "#prisma/seed/builders";
import { newOrderNumber, parseOrderNumber } from "../placing/order-number.ts";
import { anOrder } from "../testing/an-order.ts";
import { findOrder, LINK_DAYS_AFTER_EVENT, orderById, orderLinkKey } from "./find-order.ts";
import { listOrders } from "./queries.ts";

aDatabase();

const personWith = (...keys: string[]): Person => ({
  keys,
  userId: undefined,
  email: undefined,
  name: undefined,
  isAdmin: false,
  isTwoFactor: false,
});
const stranger = personWith();
let eventId: number;

beforeAll(async () => {
  eventId = await anEventOnSale({ title: "La Traviata" });
});

describe("an order", () => {
  test("is shown to its buyer with tickets that the gate believes", async () => {
    const { number, buyerKey } = await anOrder(eventId, { seatIds: [1, 2] });
    const order = await findOrder(personWith(buyerKey), number);
    expect(order).toMatchObject({
      number,
      status: "PAID",
      totalMinor: 9_000,
      methodLabel: "Visa •••• 4242",
      openPayment: "none",
    });
    expect(order?.tickets.map(({ section, row, seatNumber }) => `${section} ${row} ${seatNumber}`)).toEqual([
      "Stalls A 1",
      "Stalls A 2",
    ]);
    for (const ticket of order?.tickets ?? []) {
      const verdict = verifyTicket(ticket.token, ticketKeys(), new Date(order?.event.doorsAt ?? ""));
      expect(verdict).toMatchObject({ ok: true, ticket: { eventId, ticketId: ticket.id, seatId: ticket.seatId } });
    }
  });

  test("does not exist for a stranger, for another buyer, or under another number", async () => {
    const { number, buyerKey } = await anOrder(eventId, { seatIds: [3] });
    expect(await findOrder(stranger, number)).toBeUndefined();
    expect(await findOrder(personWith(aBuyer()), number)).toBeUndefined();
    expect(await findOrder(personWith(buyerKey), newOrderNumber(eventId, 2026))).toBeUndefined();
    expect(await findOrder(personWith(buyerKey), "ORD-2026-ZZZZZZ-000000")).toBeUndefined();
    expect(await findOrder(personWith(buyerKey), "' OR 1=1")).toBeUndefined();
  });

  test("opens with the signed link of its mail, and that link opens no other", async () => {
    const mine = await anOrder(eventId, { seatIds: [4] });
    const other = await anOrder(eventId, { seatIds: [5] });
    const key = orderLinkKey({ number: mine.number, linkVersion: 0 });
    expect((await findOrder(stranger, mine.number, key))?.number).toBe(mine.number);
    expect(await findOrder(stranger, other.number, key)).toBeUndefined();
    expect(await findOrder(stranger, mine.number, `${mine.number}.forged`)).toBeUndefined();
    expect(await findOrder(stranger, mine.number, "")).toBeUndefined();
  });

  test("opens by no link once its links are ended, and by the new ones", async () => {
    const { number, id } = await anOrder(eventId, { seatIds: [14] });
    const old = orderLinkKey({ number, linkVersion: 0 });
    await db().order.update({ where: { eventId_id: { eventId, id } }, data: { linkVersion: 1 } });
    expect(await findOrder(stranger, number, old)).toBeUndefined();
    expect((await findOrder(stranger, number, orderLinkKey({ number, linkVersion: 1 })))?.number).toBe(number);
    expect(await findOrder(stranger, number, orderLinkKey({ number, linkVersion: 2 }))).toBeUndefined();
  });

  test("opens by its link until a month after the event, and for its buyer for ever", async () => {
    const past = await anEventOnSale({ startsInHours: 24 });
    const { number, buyerKey } = await anOrder(past, { seatIds: [1] });
    const key = orderLinkKey({ number, linkVersion: 0 });
    const endedDaysAgo = (days: number) => db().$executeRaw`
      UPDATE events e SET starts_at = e.starts_at - d.by, doors_at = e.doors_at - d.by, ends_at = e.ends_at - d.by,
        sales_start_at = e.sales_start_at - d.by, sales_end_at = e.sales_end_at - d.by
      FROM (SELECT ends_at - now() + make_interval(secs => ${days * 86_400}::float8) AS by FROM events WHERE id = ${past}) AS d
      WHERE e.id = ${past}`;
    await endedDaysAgo(LINK_DAYS_AFTER_EVENT - 0.1);
    expect((await findOrder(stranger, number, key))?.number).toBe(number);
    await endedDaysAgo(LINK_DAYS_AFTER_EVENT + 0.1);
    expect(await findOrder(stranger, number, key)).toBeUndefined();
    expect((await findOrder(personWith(buyerKey), number))?.number).toBe(number);
  });

  test("says whether its payment is on its way or waits for the bank", async () => {
    const asked = await anOrder(eventId, { status: "PENDING", seatIds: [6], payment: "CREATED" });
    const challenged = await anOrder(eventId, { status: "PENDING", seatIds: [7], payment: "REQUIRES_ACTION" });
    const declined = await anOrder(eventId, { status: "PENDING", seatIds: [8], payment: "FAILED" });
    expect((await orderById(eventId, asked.id))?.openPayment).toBe("under_way");
    expect((await orderById(eventId, challenged.id))?.openPayment).toBe("challenge");
    expect(await orderById(eventId, declined.id)).toMatchObject({ openPayment: "none", methodLabel: null });
  });

  test("names the seats it is offered instead", async () => {
    const { id } = await anOrder(eventId, {
      status: "PENDING",
      seatIds: [9],
      payment: "AUTHORIZED",
      offerSeatIds: [11, 12],
    });
    expect((await orderById(eventId, id))?.offer?.seats).toEqual([
      { section: "Stalls", row: "B", number: "1", isTable: false },
      { section: "Stalls", row: "B", number: "2", isTable: false },
    ]);
  });
});

describe("the list of orders", () => {
  test("holds what the person bought under any of their keys, newest first, without failed attempts", async () => {
    const [account, guest] = [aBuyer(), aBuyer()];
    const at = (minute: number) => new Date(Date.UTC(2026, 10, 1, 12, minute));
    const first = await anOrder(eventId, { buyerKey: account, seatIds: [21], createdAt: at(1) });
    const second = await anOrder(eventId, { buyerKey: guest, seatIds: [22, 23], createdAt: at(2) });
    await anOrder(eventId, { buyerKey: guest, status: "FAILED", seatIds: [24], createdAt: at(3) });
    const { data, meta } = await listOrders(personWith(account, guest), { page: 1, limit: 20 });
    expect(data.map(({ number, ticketCount }) => [number, ticketCount])).toEqual([
      [second.number, 2],
      [first.number, 1],
    ]);
    expect(meta).toEqual({ total: 2, page: 1, limit: 20 });
  });

  test("comes in pages, and is empty past its end and for a stranger", async () => {
    const buyerKey = aBuyer();
    for (const seatId of [31, 32, 33]) await anOrder(eventId, { buyerKey, seatIds: [seatId] });
    const person = personWith(buyerKey);
    const pages = await Promise.all([1, 2, 3].map((page) => listOrders(person, { page, limit: 2 })));
    expect(pages.map((page) => page.data.length)).toEqual([2, 1, 0]);
    expect(new Set(pages.flatMap((page) => page.data.map((order) => order.number))).size).toBe(3);
    expect((await listOrders(stranger, { page: 1, limit: 20 })).data).toEqual([]);
    expect((await listOrders(person, { page: -5, limit: 1e9 })).meta).toEqual({ total: 3, page: 1, limit: 100 });
  });
});

test("an order number carries its event", () => {
  for (const event of [1, 35, 36, 12_345, 2_147_483_647]) {
    const number = newOrderNumber(event, 2026);
    expect(parseOrderNumber(number)).toEqual({ eventId: event, number });
  }
  expect(newOrderNumber(12_345, 1970)).toMatch(/^ORD-1970-9IX-[0-9A-Z]{6}$/);
  for (const text of ["", "ORD-2026-0-ABCDEF", "ORD-2026-ZZZZZZZ-ABCDEF", "ORD-2026-ZZZZZZ-ABCDEF", "ord"]) {
    expect(parseOrderNumber(text)).toBeUndefined();
  }
});
