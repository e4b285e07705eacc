/**
 * Many real connections at seats that are set aside. Symptom looked for: a seat of an allocation that a buyer without access holds, or
 * one that was on sale when the request came and set aside before it got the lock. Theory: the allocation stands in the row that is
 * locked, and is judged on the row as it is after the wait. Method: crowds with and without access, a painter that commits while a hold
 * waits, and controls that take each part out.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { createClient, db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { waitForLockWaits } from "#lib/platform/testing/locks";
import { anAccess, anAllocation, aPresale } from "#lib/seating/testing/an-allocation";
import type { PrismaClient } from "#prisma/generated/client";
import { aBuyer, anEventOnSale, aSmallHall } from "../../prisma/seed/builders.ts";
import { claimSeats, type HoldRequest } from "./store.ts";
import { changedHold } from "./testing/changed-hold.ts";

const CONNECTIONS = 60;
const database = aDatabase();
let crowd: PrismaClient;

beforeAll(() => {
  crowd = createClient(database.url(), CONNECTIONS);
});
afterAll(() => crowd.$disconnect());

function aHold(eventId: number, seatIds: number[], buyerKey: string): HoldRequest {
  return { reservationId: uuidv7(), eventId, buyerKey, clientReservationId: uuidv7(), seatIds, ttlSeconds: 600 };
}

const holdersOf = async (eventId: number, ids: number[]): Promise<string[]> => {
  const rows = await db().reservation.findMany({ where: { eventId }, select: { buyerKey: true, seatIds: true } });
  return rows.filter(({ seatIds }) => seatIds.some((id) => ids.includes(id))).map(({ buyerKey }) => buyerKey);
};

const SET_ASIDE = [1, 2, 3, 4, 5];

/** Half of the crowd has access to five of ten seats, all want them. Answers how many without access got one. */
async function rushAtAllocation(client: PrismaClient): Promise<{ intruders: number; held: number }> {
  const eventId = await anEventOnSale({ layout: aSmallHall({ rows: 1, seatsPerRow: 10 }) });
  await anAllocation(eventId, { seatIds: SET_ASIDE });
  const invited = Array.from({ length: CONNECTIONS / 2 }, aBuyer);
  for (const key of invited) await anAccess(eventId, key, { allocationId: 1 });
  const strangers = Array.from({ length: CONNECTIONS / 2 }, aBuyer);
  const asks = strangers.flatMap((key, i) => [key, invited[i] ?? ""]);
  await Promise.all(asks.map((key, i) => claimSeats([aHold(eventId, [(i % 5) + 1], key)], client)));
  const holders = await holdersOf(eventId, SET_ASIDE);
  return { intruders: holders.filter((key) => strangers.includes(key)).length, held: holders.length };
}

test("seats of an allocation go to buyers with access alone, each to one of them (INV-1, INV-4)", async () => {
  expect(await rushAtAllocation(crowd)).toEqual({ intruders: 0, held: 5 });
});

test("control: without the check of the allocation, strangers get its seats", async () => {
  const unguarded = await changedHold(crowd, { from: "s.allocation_id IS NULL", to: "true" });
  expect((await rushAtAllocation(unguarded)).intruders).toBeGreaterThan(0);
});

/** A stranger asks for a seat that is being set aside and not committed yet; then it is. */
async function holdWhileSetAside(client: PrismaClient): Promise<string | undefined> {
  const eventId = await anEventOnSale();
  await anAllocation(eventId);
  let asked: ReturnType<typeof claimSeats> | undefined;
  await crowd.$transaction(async (painting) => {
    await painting.$executeRaw`UPDATE seats SET allocation_id = 1, version = version + 1 WHERE event_id = ${eventId} AND id = 2`;
    asked = claimSeats([aHold(eventId, [1, 2], aBuyer())], client);
    asked.catch(() => undefined);
    await waitForLockWaits(1);
  });
  return (await asked)?.[0]?.kind;
}

test("a seat that is set aside while a buyer waits for it is not held", async () => {
  expect(await holdWhileSetAside(crowd)).toBe("taken");
});

test("control: judged by what was true before the wait, it would be held", async () => {
  const early = await changedHold(crowd, {
    from: "s.allocation_id IS NULL",
    to: "(SELECT o.allocation_id FROM seats o WHERE o.event_id = sold_event AND o.id = w.seat_id) IS NULL",
  });
  expect(await holdWhileSetAside(early)).toBe("held");
});

/** A crowd before the general sale, half of it with access to the presale. */
async function rushAtPresale(client: PrismaClient): Promise<number> {
  const eventId = await anEventOnSale({ layout: aSmallHall({ rows: 1, seatsPerRow: 10 }) });
  await aPresale(eventId);
  const strangers = Array.from({ length: 10 }, aBuyer);
  const invited = Array.from({ length: 10 }, aBuyer);
  for (const key of invited) await anAccess(eventId, key, { windowId: 1 });
  const asks = strangers.flatMap((key, i) => [key, invited[i] ?? ""]);
  await Promise.all(asks.map((key, i) => claimSeats([aHold(eventId, [(i % 10) + 1], key)], client)));
  const all = Array.from({ length: 10 }, (_, i) => i + 1);
  const holders = await holdersOf(eventId, all);
  expect(holders.length).toBeGreaterThan(0);
  return holders.filter((key) => strangers.includes(key)).length;
}

test("before the general sale only buyers with access to the presale hold seats", async () => {
  expect(await rushAtPresale(crowd)).toBe(0);
});

test("control: without the check of the presale, everybody holds seats before the sale", async () => {
  const unguarded = await changedHold(crowd, { from: "sale.is_general OR g.in_window", to: "true OR g.in_window" });
  expect(await rushAtPresale(unguarded)).toBeGreaterThan(0);
});
