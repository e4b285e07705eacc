import { beforeAll, expect, test } from "vitest";
import { eventSales } from "#lib/orders/withdrawing/event-sales";
import type { Staff } from "#lib/organizations/authority";
import { db } from "#lib/platform/db/db";
import { inTransaction } from "#lib/platform/db/transaction";
import { aDatabase } from "#lib/platform/testing/database";
import { waitForLockWaits } from "#lib/platform/testing/locks";
import { lastHolds } from "#lib/reservations/reservation-fragments";
import { publishEvent } from "#lib/seating/publish-event";
import { deleteSeatsOfEvent } from "#lib/seating/seat-fragments";
import { aHeldReservation, aMember, anEventOnSale, sellerOf } from "#prisma/seed/builders";
import { checkInvariants } from "#prisma/seed/invariants";
import { changeEvent } from "./change-event.ts";
import { deleteEvent } from "./delete-event.ts";
import { lockEvent } from "./event-fragments.ts";

/**
 * Symptom: a buyer holds a seat of an event that is deleted at the same moment, and pays for nothing. Theory: the deletion
 * locks every seat first and looks for holds in a later statement, so one of the two sees the other. Method: a third transaction has
 * a seat until both wait, so that they meet for certain, in either order. Control: without the locks, both win.
 */
aDatabase();
let manager: Staff;

async function anUnsoldEvent(): Promise<number> {
  const id = await anEventOnSale();
  manager = await aMember(await sellerOf(id), "MANAGER");
  return id;
}

beforeAll(async () => {
  await anUnsoldEvent();
});

type Work<Answer> = () => Promise<Answer>;

/** Starts the second while the first has seat 1 and waits for seat 2, which this transaction has; then lets both go on. */
async function meet<First, Second>(
  eventId: number,
  first: Work<First>,
  second: Work<Second>,
): Promise<[First, Second]> {
  let both: Promise<[First, Second]> | undefined;
  await inTransaction(db(), async (tx) => {
    await tx.$queryRaw`SELECT FROM seats WHERE event_id = ${eventId} AND id = 2 FOR UPDATE`;
    const begun = first();
    begun.catch(() => undefined);
    await waitForLockWaits(1);
    both = Promise.all([begun, second()]);
    both.catch(() => undefined);
    await waitForLockWaits(2);
  });
  if (!both) throw new Error("they did not meet");
  return both;
}

const holdOf = (id: number) => () =>
  aHeldReservation(id, [1, 2]).then(
    ({ currency }) => currency,
    () => undefined,
  );
const deletionOf = (id: number) => () => deleteEvent(manager, id, eventSales).then((answer) => answer.ok);

test("a deletion that meets a hold of seats is refused", async () => {
  const id = await anUnsoldEvent();
  expect(await meet(id, holdOf(id), deletionOf(id))).toEqual(["EUR", false]);
  expect(await db().event.count({ where: { id } })).toBe(1);
  expect(await checkInvariants()).toEqual([]);
});

test("a hold that meets the deletion of its event gets no seat", async () => {
  const id = await anUnsoldEvent();
  expect(await meet(id, deletionOf(id), holdOf(id))).toEqual([true, undefined]);
  expect(await db().event.count({ where: { id } })).toBe(0);
  expect(await checkInvariants()).toEqual([]);
});

test("control: without the lock of the seats, a hold and a deletion of the seats both win", async () => {
  const id = await anUnsoldEvent();
  await inTransaction(db(), async (tx) => {
    expect(await lastHolds(tx, id)).toEqual([]);
    await aHeldReservation(id, [1, 2]);
    await deleteSeatsOfEvent(tx, id);
  });
  expect(await db().reservation.count({ where: { eventId: id, status: "HELD" } })).toBe(1);
  expect(await db().seat.count({ where: { eventId: id } })).toBe(0);
  await db().reservation.deleteMany({ where: { eventId: id } });
  await deleteEvent(manager, id, eventSales);
});

const rebuildOf = (id: number) => () =>
  changeEvent(manager, id, { change: { currency: "USD" }, sales: eventSales }).then((answer) => answer.ok);

async function afterRebuild(id: number) {
  const { currency, status } = await db().event.findUniqueOrThrow({ where: { id } });
  return [currency, status, await db().seat.count({ where: { eventId: id, reservationId: { not: null } } })];
}

test("a hold that meets a rebuild first keeps its seats and their currency", async () => {
  const id = await anUnsoldEvent();
  expect(await meet(id, holdOf(id), rebuildOf(id))).toEqual(["EUR", false]);
  expect(await afterRebuild(id)).toEqual(["EUR", "PUBLISHED", 2]);
});

test("a hold that meets a rebuild last finds the event closed", async () => {
  const id = await anUnsoldEvent();
  expect(await meet(id, rebuildOf(id), holdOf(id))).toEqual([true, undefined]);
  expect(await afterRebuild(id)).toEqual(["USD", "DRAFT", 0]);
});

/** Begins all of it while this transaction has the event's row, and lets it go when all wait for it. */
async function behindTheEvent<Answer>(id: number, works: readonly Work<Answer>[]): Promise<Answer[]> {
  let all: Promise<Answer[]> = Promise.resolve([]);
  await inTransaction(db(), async (tx) => {
    await lockEvent(tx, id);
    all = Promise.all(works.map((work) => work()));
    all.catch(() => undefined);
    await waitForLockWaits(works.length);
  });
  return all;
}

test("concurrent changes all count, each price list as a whole, and the event stays on sale with all its seats", async () => {
  const id = await anUnsoldEvent();
  const changes = Array.from({ length: 4 }, (_, i) => ({
    refund_until_hours: i,
    ...(i % 2 === 0 ? { currency: i === 0 ? "USD" : "GBP" } : { seats_per_buyer_max: 10 + i }),
  }));
  const answers = await behindTheEvent(
    id,
    changes.map((change) => async () => {
      const changed = await changeEvent(manager, id, { change, sales: eventSales });
      if (changed.ok && changed.isToPublish) await publishEvent(id);
      return changed.ok;
    }),
  );
  expect(answers).toEqual([true, true, true, true]);
  const event = await db().event.findUniqueOrThrow({ where: { id } });
  expect(event).toMatchObject({ status: "PUBLISHED", seatsPerBuyerMax: expect.toSatisfy((max) => max > 10) as number });
  expect(await checkInvariants()).toEqual([]);
});

test("concurrent changes of different fields are all kept", async () => {
  const id = await anUnsoldEvent();
  const changes = [
    { title: "Another title" },
    { subtitle: "Another subtitle" },
    { description: "Another text" },
    { hold_seconds: 450 },
    { seats_per_buyer_max: 11 },
    { refund_until_hours: 7 },
  ];
  await behindTheEvent(
    id,
    changes.map((change) => () => changeEvent(manager, id, { change, sales: eventSales })),
  );
  expect(await db().event.findUniqueOrThrow({ where: { id } })).toMatchObject({
    title: "Another title",
    subtitle: "Another subtitle",
    description: "Another text",
    holdSeconds: 450,
    seatsPerBuyerMax: 11,
    refundUntilHours: 7,
  });
});
