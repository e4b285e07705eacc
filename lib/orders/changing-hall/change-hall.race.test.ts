/**
 * A hall that loses a row while a buyer holds a seat of it. Symptom: a held seat that is on no map, or a hold of a removed seat.
 * Theory: the change locks all seats of the event before it looks at them. Method: the change is asked for while an uncommitted hold has
 * the lock of its seat; the control is the same without the locks of seats.
 */
import { afterEach, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { forgetSingleton, singleton } from "#lib/platform/singleton";
import { aDatabase } from "#lib/platform/testing/database";
import { waitForLockWaits, withoutLocks } from "#lib/platform/testing/locks";
import { brokenSeatInvariants } from "#lib/reservations/testing/check-seats";
import { aHeldReservation, aMember, anEventOnSale, aPaidOrder, aSmallHall, sellerOf } from "#prisma/seed/builders";
import { changeHall } from "./change-hall.ts";
import { aHallVersion, eachRow } from "./testing/a-hall-version.ts";

aDatabase();

async function aSale() {
  const eventId = await anEventOnSale({ layout: aSmallHall({ rows: 2 }) });
  await aPaidOrder(eventId, [1]);
  const owner = await aMember(await sellerOf(eventId), "MANAGER");
  const asked = await aHallVersion(eventId, (plan) => eachRow(plan, (row, i) => (i === 1 ? undefined : row)));
  return { eventId, change: () => changeHall(owner, eventId, asked) };
}

/** Asks for the change while a hold of seat 15 is not committed. */
async function meet(client: ReturnType<typeof db>) {
  const { eventId, change } = await aSale();
  const held = await aHeldReservation(eventId, [15]);
  await db().seat.updateMany({
    where: { eventId, id: 15 },
    data: { status: "AVAILABLE", reservationId: null, heldUntil: null },
  });
  const { changing } = await client.$transaction(async (tx) => {
    await tx.seat.updateMany({
      where: { eventId, id: 15 },
      data: { status: "HELD", reservationId: held.id, heldUntil: held.expiresAt, version: { increment: 1 } },
    });
    const changing = change();
    await waitForLockWaits(1);
    return { changing };
  });
  return { eventId, answer: await changing };
}

let whole: ReturnType<typeof db> | undefined;
afterEach(() => {
  if (!whole) return;
  forgetSingleton("prisma");
  singleton("prisma", () => whole);
});

test("a hold that commits first keeps its seat, and the change is refused with it (INV-1, INV-3)", async () => {
  const { eventId, answer } = await meet(db());
  expect(answer).toMatchObject({
    refusal: { code: "hall_change_refused", orphaned: [{ seat_id: 15, reason: "held" }] },
  });
  expect(await brokenSeatInvariants(eventId)).toEqual([]);
});

test("control: without the locks of seats the hall loses a held seat", async () => {
  const client = db();
  whole = client;
  forgetSingleton("prisma");
  singleton("prisma", () => withoutLocks(client, ["seats"]));
  const { eventId, answer } = await meet(client);
  expect(answer).toMatchObject({ ok: true });
  expect(await brokenSeatInvariants(eventId)).not.toEqual([]);
});

test("many holds and a change at once: every seat is held or removed, never both", async () => {
  const { eventId, change } = await aSale();
  const holds = Array.from({ length: 9 }, (_, i) => aHeldReservation(eventId, [12 + i]).then(() => 12 + i));
  const [answer, ...tried] = await Promise.allSettled([change(), ...holds]);
  const isApplied = answer.status === "fulfilled" && answer.value.ok;
  expect(tried.some(({ status }) => status === "fulfilled")).toBe(!isApplied);
  expect(await brokenSeatInvariants(eventId)).toEqual([]);
});
