import { beforeEach, describe, expect, test } from "vitest";
import { changeEvent } from "#lib/catalog/change-event";
import { eventChangeBody } from "#lib/catalog/event-contract";
import { orderMails } from "#lib/notifications/order-mails";
import { waiterMails } from "#lib/notifications/waiter-mails";
import { db } from "#lib/platform/db/db";
import { forgetSingleton } from "#lib/platform/singleton";
import { aDatabase } from "#lib/platform/testing/database";
import { workFacts } from "#lib/platform/testing/facts";
import { joinQueue } from "#lib/waiting-room/join-queue";
import { openWaitingRoom } from "#lib/waiting-room/open-waiting-room";
import { readStatus } from "#lib/waiting-room/read-status";
import { aBuyer, aHeldReservation, aMember, anEventOnSale, aPaidOrder, aUser, sellerOf } from "#prisma/seed/builders";
import { eventSales } from "../withdrawing/event-sales.ts";
import { orderCanceller } from "./cancel-orders.ts";
import { claimCancellationEnd, claimCancelledOrders } from "./cancellation-store.ts";
import { readCancellation } from "./read-cancellation.ts";
import { claimWaiters, claimWaitersTold } from "./waiters-store.ts";
import { workCancellations } from "./work-cancellations.ts";

aDatabase();

beforeEach(() => {
  for (const name of ["catalog-briefly", "catalog-seats-left", "live-seats", "queue-status"]) forgetSingleton(name);
});

const keyOf = ({ userId }: { userId: string }) => `user:${userId}`;

async function anEventWithQueue(): Promise<number> {
  const eventId = await anEventOnSale({ title: "La Traviata" });
  await openWaitingRoom(eventId, "system");
  return eventId;
}

async function cancel(eventId: number): Promise<void> {
  const person = await aMember(await sellerOf(eventId), "MANAGER");
  const change = eventChangeBody.parse({ status: "cancelled" });
  expect((await changeEvent(person, eventId, { change, sales: eventSales })).ok).toBe(true);
  await workFacts(orderCanceller);
}

const mailsFor = async (eventId: number) => {
  await workFacts(waiterMails, orderMails);
  const mails = await db().notification.findMany({
    where: { dedupeKey: { startsWith: `waiter-called-off:${eventId}:` } },
    include: { deliveries: true },
  });
  return new Map(mails.flatMap((mail) => mail.deliveries.map(({ address }) => [address, mail] as const)));
};

const waitingIn = async (eventId: number) => {
  const read = await readCancellation(await aMember(await sellerOf(eventId), "MANAGER"), eventId);
  return read.ok ? { ...read.report.waiting, status: read.report.status } : undefined;
};

describe("when an event is cancelled", () => {
  test("those in its queue, and those who hold seats, are written to once where an account names their address", async () => {
    const eventId = await anEventOnSale({ title: "La Traviata" });
    const [queued, holding, bought] = [await aUser(), await aUser(), await aUser()];
    await aHeldReservation(eventId, [1], keyOf(holding));
    await aHeldReservation(eventId, [2]);
    await aPaidOrder(eventId, [3], keyOf(bought));
    await openWaitingRoom(eventId, "system");
    for (const key of [keyOf(queued), keyOf(holding), keyOf(bought), aBuyer()]) await joinQueue(eventId, [key]);
    await cancel(eventId);
    await workCancellations();
    const mails = await mailsFor(eventId);
    expect([...mails.keys()].sort()).toEqual([queued.email, holding.email].sort());
    expect(mails.get(queued.email)?.subject).toBe("Cancelled: La Traviata");
    expect(mails.get(queued.email)?.text).toContain("You were in the queue for this event. It is closed");
    expect(mails.get(holding.email)?.text).toContain("They are released, and nothing was charged.");
    expect(await waitingIn(eventId)).toMatchObject({ total: 2, told: 2 });
    // The run is worked again, and nobody hears twice.
    await db().cancellation.updateMany({ where: { eventId }, data: { finishedAt: null } });
    await workCancellations();
    expect((await mailsFor(eventId)).size).toBe(2);
    expect(await db().cancelledWaiter.count({ where: { eventId } })).toBe(2);
  });

  test("a run that died on the way goes on where it stopped, and shows how far it is", async () => {
    const eventId = await anEventWithQueue();
    const people = await Promise.all(Array.from({ length: 5 }, () => aUser()));
    for (const person of people) await joinQueue(eventId, [keyOf(person)]);
    await cancel(eventId);
    await claimWaiters(eventId);
    expect(await claimWaitersTold(eventId, 2)).toBe(2);
    expect(await waitingIn(eventId)).toEqual({ total: 5, told: 2, status: "under_way" });
    await Promise.all([workCancellations(), claimWaitersTold(eventId, 1), claimWaitersTold(eventId, 1)]);
    await workCancellations();
    expect(await waitingIn(eventId)).toEqual({ total: 5, told: 5, status: "finished" });
    expect((await mailsFor(eventId)).size).toBe(5);
  });

  test("its run is not finished before all who waited are written to", async () => {
    const eventId = await anEventWithQueue();
    for (const person of [await aUser(), await aUser()]) await joinQueue(eventId, [keyOf(person)]);
    await cancel(eventId);
    await claimCancelledOrders(eventId);
    await claimWaiters(eventId);
    for (const left of [2, 1]) {
      expect(await claimCancellationEnd(eventId), `${left} to write to`).toBe(false);
      expect(await claimWaitersTold(eventId, 1)).toBe(1);
    }
    expect(await claimCancellationEnd(eventId)).toBe(true);
    expect(await claimCancellationEnd(eventId)).toBe(false);
  });

  test("its queue says so at once, before any run", async () => {
    const eventId = await anEventWithQueue();
    expect(await readStatus(eventId)).toMatchObject({ is_cancelled: false });
    await cancel(eventId);
    forgetSingleton("queue-status");
    expect(await readStatus(eventId)).toMatchObject({ phase: "closed", is_cancelled: true });
  });
});
