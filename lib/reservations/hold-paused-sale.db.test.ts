import { beforeEach, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { anAccess, anAllocation } from "#lib/seating/testing/an-allocation";
import { aMember, anEventOnSale, sellerOf } from "#prisma/seed/builders";
import { pauseSale, resumeSale } from "./pause-sale.ts";
import { freeSeats, hold, refused } from "./testing/holding.ts";

aDatabase();

let eventId = 0;
let pause = async () => {};
let resume = async () => {};
beforeEach(async () => {
  eventId = await anEventOnSale();
  const owner = await aMember(await sellerOf(eventId), "OWNER");
  pause = async () => void (await pauseSale(owner, eventId, { reason: "" }));
  resume = async () => void (await resumeSale(owner, eventId));
});
const PAUSED = { code: "sale_paused", retry_after_seconds: 15 };

test("a paused sale holds no seat, named or best, and holds them again once it goes on", async () => {
  await pause();
  expect(await refused(hold(eventId, [1, 2]))).toEqual(PAUSED);
  expect(await refused(hold(eventId, [], { wanted: { best: { quantity: 2 } } }))).toEqual(PAUSED);
  expect(await freeSeats(eventId, [1, 2])).toBe(2);
  await resume();
  expect(await hold(eventId, [1, 2])).toMatchObject({ ok: true });
});

test("seats that are set aside for a buyer are paused with the others", async () => {
  await anAllocation(eventId, { seatIds: [1] });
  await anAccess(eventId, "guest:press", { allocationId: 1 });
  await pause();
  expect(await refused(hold(eventId, [1], { buyerKey: "guest:press" }))).toEqual(PAUSED);
  await resume();
  expect(await hold(eventId, [1], { buyerKey: "guest:press" })).toMatchObject({ ok: true });
});

test("a hold of before is answered again, and a refused one is decided under the same key once the sale goes on", async () => {
  const first = { buyerKey: "guest:a", clientReservationId: uuidv7(), key: { key: uuidv7(), fingerprint: "a" } };
  expect(await hold(eventId, [1], first)).toMatchObject({ ok: true });
  await pause();
  expect(await hold(eventId, [1], first)).toMatchObject({ ok: true, isReplay: true });
  const late = { buyerKey: "guest:b", clientReservationId: uuidv7(), key: { key: uuidv7(), fingerprint: "b" } };
  expect(await refused(hold(eventId, [2], late))).toEqual(PAUSED);
  await resume();
  expect(await hold(eventId, [2], late)).toMatchObject({ ok: true, isReplay: false });
  expect(await db().refusedHold.count({ where: { eventId } })).toBe(0);
});
