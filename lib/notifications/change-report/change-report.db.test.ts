import { afterAll, beforeAll, expect, test } from "vitest";
import { changeEvent } from "#lib/catalog/change-event";
import { eventChangeBody } from "#lib/catalog/event-contract";
import { claimRefund } from "#lib/orders/refunding/refund-store";
import { holderTeller } from "#lib/orders/telling/tell-holders";
import { aShop } from "#lib/orders/testing/shop";
import { eventSales } from "#lib/orders/withdrawing/event-sales";
import { db } from "#lib/platform/db/db";
import { invariant } from "#lib/platform/invariant";
import type { Fact } from "#lib/platform/outbox/fact";
import { ATTEMPTS_MAX } from "#lib/platform/outbox/retry-rules";
import { aDatabase } from "#lib/platform/testing/database";
import { pausesPass, workFacts } from "#lib/platform/testing/facts";
import { aMember, anEventOnSale, aPaidOrder, sellerOf } from "#prisma/seed/builders";
import { orderMails } from "../order-mails.ts";
import { configureMail, MailServer } from "../testing/a-mail-server.ts";
import { readChangeReport } from "./read-change-report.ts";

aDatabase();
aShop();
const server = new MailServer();
beforeAll(async () => configureMail({ SMTP_URL: await server.start() }));
afterAll(() => {
  configureMail({ SMTP_URL: undefined });
  server.stop();
});

/** An event with three orders, which is postponed; no mail is sent yet. */
async function aPostponedEvent() {
  const eventId = await anEventOnSale();
  const orders = [
    await aPaidOrder(eventId, [1, 2]),
    await aPaidOrder(eventId, [3, 4]),
    await aPaidOrder(eventId, [5, 6]),
  ];
  await workFacts(orderMails);
  const manager = await aMember(await sellerOf(eventId), "MANAGER");
  const change = (wanted: object) =>
    changeEvent(manager, eventId, { change: eventChangeBody.parse(wanted), sales: eventSales });
  expect(await change({ status: "postponed" })).toMatchObject({ ok: true });
  const report = async (part = {}) => {
    const read = await readChangeReport(manager, eventId, part);
    invariant(read.ok, "an event that was postponed has a report");
    return read.report;
  };
  return { eventId, orders, manager, change, report };
}

test("a postponement is reported while its mails go out, after a crash, and to its end, and every figure adds up", async () => {
  const { eventId, report } = await aPostponedEvent();
  const ofThree = (figures: object) => ({ orders: { total: 3, to_do: 0, told: 0, failed: 0, ...figures } });
  expect(await report()).toMatchObject({
    status: "under_way",
    has_date: false,
    parts: ["time"],
    ...ofThree({ to_do: 3 }),
  });
  await workFacts(holderTeller, { ...orderMails, handle: () => Promise.reject(new Error("killed")) });
  expect(await report()).toMatchObject({ status: "under_way", ...ofThree({ to_do: 3 }) });

  // The worker dies in the middle: one mail is out, and one was taken in hand.
  invariant("handle" in orderMails, "mails are sent one by one");
  const send = orderMails.handle;
  let sent = 0;
  const dying = {
    ...orderMails,
    atOnce: 1,
    handle: async (fact: Fact) => {
      if (sent === 1) throw new Error("killed");
      await send(fact);
      sent += 1;
    },
  };
  await pausesPass();
  await workFacts(holderTeller, dying);
  expect(await report()).toMatchObject({ status: "under_way", ...ofThree({ to_do: 2, told: 1 }) });

  server.broken = true;
  await pausesPass();
  await workFacts(holderTeller, orderMails);
  const trying = await report({ limit: 1 });
  expect(trying).toMatchObject({ status: "under_way", ...ofThree({ to_do: 2, told: 1 }) });
  expect(trying.undelivered).toMatchObject({ data: [{ state: "retrying" }], meta: { total: 2, page: 1, limit: 1 } });

  server.broken = false;
  const [last] = await db().factDelivery.findMany({ where: { eventId, type: "order.event_changed" }, take: 1 });
  invariant(last, "a mail waits");
  await pausesPass();
  await db().factDelivery.updateMany({
    where: { id: last.id },
    data: { attempts: ATTEMPTS_MAX, givenUpAt: new Date() },
  });
  await workFacts(holderTeller, orderMails);
  const done = await report();
  expect(done).toMatchObject({ status: "finished", ...ofThree({ told: 2, failed: 1 }) });
  expect(done.undelivered).toMatchObject({ data: [{ state: "given_up" }], meta: { total: 1 } });
  const { number } = await db().order.findUniqueOrThrow({ where: { eventId_id: { eventId, id: last.subject } } });
  expect(done.undelivered.data[0]?.order_number).toBe(number);
  // Facts that were given up are forgotten after a month: the mail that did not go out stays one.
  await db().factDelivery.deleteMany({ where: { id: last.id } });
  expect(await report()).toMatchObject(ofThree({ told: 2, failed: 1 }));
  expect(await db().notification.count({ where: { dedupeKey: { startsWith: `changed:${eventId}:` } } })).toBe(3);
});

test("what was given back since a change is counted, with its money, and nothing from before", async () => {
  const { eventId, orders, change, report } = await aPostponedEvent();
  await workFacts(holderTeller, orderMails);
  expect(await report()).toMatchObject({ given_back: { orders: 0, tickets: 0 }, money: { refunded: 0, under_way: 0 } });
  const [first] = orders;
  invariant(first, "there is an order");
  const asked = { kind: "whole", numbers: [], amountMinor: null, reason: "x", byOwner: true, actor: "user" } as const;
  const given = await claimRefund({ eventId, id: first.id }, { ...asked, key: "k", stepMinor: 1, gatewayId: null });
  expect(given.said).toBe("ok");
  const { totalMinor } = await db().order.findUniqueOrThrow({ where: { eventId_id: { eventId, id: first.id } } });
  const one = { given_back: { orders: 1, tickets: 2 } };
  expect(await report()).toMatchObject({ ...one, money: { refunded: 0, under_way: totalMinor / 100, failed: 0 } });
  await db().refund.updateMany({ where: { eventId }, data: { status: "SUCCEEDED" } });
  expect(await report()).toMatchObject({ ...one, money: { refunded: totalMinor / 100, under_way: 0 } });

  await change({ start_time: new Date(Date.now() + 90 * 86_400_000).toISOString() });
  await workFacts(holderTeller, orderMails);
  expect(await report()).toMatchObject({
    ...{ status: "finished", has_date: true, orders: { total: 2, told: 2, to_do: 0, failed: 0 } },
    given_back: { orders: 0, tickets: 0 },
  });
});

test("an event that nobody had to hear of has no report, and a report is for the staff who may read orders", async () => {
  const quiet = await anEventOnSale();
  const owner = await aMember(await sellerOf(quiet), "OWNER");
  expect(await readChangeReport(owner, quiet)).toMatchObject({ refusal: { code: "not_found" } });
  const { eventId } = await aPostponedEvent();
  expect(await readChangeReport(owner, eventId)).toMatchObject({ ok: false });
  const gate = await aMember(await sellerOf(eventId), "GATE");
  expect(await readChangeReport(gate, eventId)).toMatchObject({ refusal: { code: "forbidden" } });
});
