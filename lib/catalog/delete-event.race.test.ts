import { beforeAll, expect, test } from "vitest";
import type { Staff } from "#lib/organizations/authority";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { publishEvent } from "#lib/seating/publish-event";
import { aHeldReservation, aMember, anEventOnSale, sellerOf } from "#prisma/seed/builders";
import { checkInvariants } from "#prisma/seed/invariants";
import { changeEvent } from "./change-event.ts";
import { deleteEvent } from "./delete-event.ts";

/**
 * Symptom: a buyer holds a seat of an event that is deleted at the same moment, and pays for nothing. Theory: the deletion
 * locks every seat first and looks for holds in a later statement, so one of the two sees the other. Method: both at once
 * over many connections, many times.
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
      deleteEvent(manager, id).then((answer) => answer.ok),
    ]);
    expect([hold, deletion]).toContain(true);
    expect(hold && deletion).toBe(false);
    expect(await db().event.count({ where: { id } })).toBe(deletion ? 0 : 1);
    winners[hold ? "hold" : "deletion"] += 1;
  }
  expect(await checkInvariants()).toEqual([]);
});

test("concurrent changes all count, each price list as a whole, and the event stays on sale with all its seats", async () => {
  const id = await anUnsoldEvent();
  const changes = Array.from({ length: 4 }, (_, i) => ({
    refund_until_hours: i,
    ...(i % 2 === 0 ? { currency: i === 0 ? "USD" : "GBP" } : { seats_per_buyer_max: 10 + i }),
  }));
  const answers = await Promise.all(
    changes.map(async (change) => {
      const changed = await changeEvent(manager, id, change);
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
  await Promise.all(changes.map((change) => changeEvent(manager, id, change)));
  expect(await db().event.findUniqueOrThrow({ where: { id } })).toMatchObject({
    title: "Another title",
    subtitle: "Another subtitle",
    description: "Another text",
    holdSeconds: 450,
    seatsPerBuyerMax: 11,
    refundUntilHours: 7,
  });
});
