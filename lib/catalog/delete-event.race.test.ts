import { beforeAll, expect, test } from "vitest";
import { eventSales } from "#lib/orders/withdrawing/event-sales";
import type { Staff } from "#lib/organizations/authority";
import { db } from "#lib/platform/db/db";
import { inTransaction } from "#lib/platform/db/transaction";
import { aDatabase } from "#lib/platform/testing/database";
import { lastHolds } from "#lib/reservations/reservation-fragments";
import { publishEvent } from "#lib/seating/publish-event";
import { deleteSeatsOfEvent } from "#lib/seating/seat-fragments";
import { aHeldReservation, aMember, anEventOnSale, sellerOf } from "#prisma/seed/builders";
import { checkInvariants } from "#prisma/seed/invariants";
import { changeEvent } from "./change-event.ts";
import { deleteEvent } from "./delete-event.ts";

/**
 * Symptom: a buyer holds a seat of an event that is deleted at the same moment, and pays for nothing. Theory: the deletion
 * locks every seat first and looks for holds in a later statement, so one of the two sees the other. Method: both at once
 * over many connections, many times. Control: without the locks, both win.
 */
aDatabase();
let manager: Staff;

const ROUNDS = 40;

async function anUnsoldEvent(): Promise<number> {
  const id = await anEventOnSale();
  manager = await aMember(await sellerOf(id), "MANAGER");
  return id;
}

beforeAll(async () => {
  await anUnsoldEvent();
});

test("a hold and a deletion at the same moment: exactly one wins", async () => {
  const winners = { hold: 0, deletion: 0 };
  for (let round = 0; round < ROUNDS; round++) {
    const id = await anUnsoldEvent();
    const [hold, deletion] = await Promise.all([
      aHeldReservation(id, [1, 2]).then(
        () => true,
        () => false,
      ),
      deleteEvent(manager, id, eventSales).then((answer) => answer.ok),
    ]);
    expect([hold, deletion]).toContain(true);
    expect(hold && deletion).toBe(false);
    expect(await db().event.count({ where: { id } })).toBe(deletion ? 0 : 1);
    winners[hold ? "hold" : "deletion"] += 1;
  }
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

test("a hold and a rebuild at the same moment: the hold keeps its seat and currency, or finds the event closed", async () => {
  for (let round = 0; round < ROUNDS / 2; round++) {
    const id = await anUnsoldEvent();
    const [held, changed] = await Promise.all([
      aHeldReservation(id, [1, 2]).then(
        ({ currency }) => currency,
        () => undefined,
      ),
      changeEvent(manager, id, { change: { currency: "USD" }, sales: eventSales }).then((answer) => answer.ok),
    ]);
    const event = await db().event.findUniqueOrThrow({ where: { id } });
    expect([held, event.currency, event.status]).toEqual(
      changed ? [undefined, "USD", "DRAFT"] : ["EUR", "EUR", "PUBLISHED"],
    );
    expect(await db().seat.count({ where: { eventId: id, reservationId: { not: null } } })).toBe(changed ? 0 : 2);
  }
});

test("concurrent changes all count, each price list as a whole, and the event stays on sale with all its seats", async () => {
  const id = await anUnsoldEvent();
  const changes = Array.from({ length: 4 }, (_, i) => ({
    refund_until_hours: i,
    ...(i % 2 === 0 ? { currency: i === 0 ? "USD" : "GBP" } : { seats_per_buyer_max: 10 + i }),
  }));
  const answers = await Promise.all(
    changes.map(async (change) => {
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
  await Promise.all(changes.map((change) => changeEvent(manager, id, { change, sales: eventSales })));
  expect(await db().event.findUniqueOrThrow({ where: { id } })).toMatchObject({
    title: "Another title",
    subtitle: "Another subtitle",
    description: "Another text",
    holdSeconds: 450,
    seatsPerBuyerMax: 11,
    refundUntilHours: 7,
  });
});
