/**
 * Many real connections against one event. Symptom looked for: a seat that two reservations own, a basket half held, a
 * deadlock. Theory: rows locked in (event, seat) order and judged after the wait cannot show any of them. Method: each
 * claim runs on a connection of its own, all at once; a control takes the guard out and must oversell.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createClient, db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { waitForLockWaits } from "#lib/platform/testing/locks";
import { isFree } from "#lib/seating/seat-fragments";
import type { PrismaClient } from "#prisma/generated/client";
import { aBuyer, anEventOnSale, aSmallHall } from "../../prisma/seed/builders.ts";
import { claimSeats, type HoldRequest, type HoldVerdict } from "./store.ts";
import { changedHold } from "./testing/changed-hold.ts";

const CONNECTIONS = 200;
const database = aDatabase();
let crowd: PrismaClient;

beforeAll(async () => {
  crowd = createClient(database.url(), CONNECTIONS);
  // Every connection is open before the race, so that they start together.
  await Promise.all(Array.from({ length: CONNECTIONS }, () => crowd.$queryRaw`SELECT pg_sleep(0.05)::text`));
});
afterAll(() => crowd.$disconnect());

function aHold(eventId: number, seatIds: number[], buyerKey = aBuyer()): HoldRequest {
  return { reservationId: uuidv7(), eventId, buyerKey, clientReservationId: uuidv7(), seatIds, ttlSeconds: 600 };
}

const outcome = (verdict: HoldVerdict | undefined) => verdict?.kind;

async function expectSound(eventId: number, held: number): Promise<void> {
  const [row] = await db().$queryRaw<{ seats: number; reserved: number; agree: boolean }[]>`
    SELECT (SELECT count(*)::int FROM seats WHERE event_id = ${eventId} AND status = 'HELD') AS seats,
      (SELECT coalesce(sum(cardinality(seat_ids)), 0)::int FROM reservations WHERE event_id = ${eventId}) AS reserved,
      NOT EXISTS (
        SELECT 1 FROM reservations r CROSS JOIN unnest(r.seat_ids) AS u(seat_id)
        JOIN seats s ON s.event_id = r.event_id AND s.id = u.seat_id
        WHERE r.event_id = ${eventId} AND s.reservation_id <> r.id) AS agree`;
  expect(row).toEqual({ seats: held, reserved: held, agree: true });
}

const WITHOUT_BUYERS_LOCK = { from: "PERFORM pg_advisory_xact_lock(sold_event, b.hash)", to: "PERFORM b.hash" };

describe("two hundred people at fifty seats", () => {
  test("every seat goes to exactly one of them and all others are told no (INV-1, INV-4)", async () => {
    const eventId = await anEventOnSale({ layout: aSmallHall({ rows: 5, seatsPerRow: 10 }) });
    const verdicts = await Promise.all(
      Array.from({ length: CONNECTIONS }, (_, i) => claimSeats([aHold(eventId, [(i % 50) + 1])], crowd)),
    );
    const kinds = verdicts.map(([verdict]) => outcome(verdict));
    expect(kinds.filter((kind) => kind === "held")).toHaveLength(50);
    expect(kinds.filter((kind) => kind === "taken")).toHaveLength(150);
    await expectSound(eventId, 50);
  });

  test("control: without the check after the lock, the same crowd oversells", async () => {
    const eventId = await anEventOnSale({ layout: aSmallHall({ rows: 5, seatsPerRow: 10 }) });
    const unguarded = await changedHold(crowd, { from: isFree("s"), to: "true" });
    const verdicts = await Promise.all(
      Array.from({ length: CONNECTIONS }, (_, i) => claimSeats([aHold(eventId, [(i % 50) + 1])], unguarded)),
    );
    expect(verdicts.filter(([verdict]) => outcome(verdict) === "held").length).toBeGreaterThan(50);
  });
});

test("baskets that overlap in opposite orders end without a deadlock, each whole or not at all (INV-7)", async () => {
  const eventId = await anEventOnSale({ layout: aSmallHall({ rows: 2, seatsPerRow: 10 }) });
  let held = 0;
  for (let round = 0; round < 10; round++) {
    const verdicts = await Promise.all(
      Array.from({ length: 40 }, (_, i) => {
        const start = ((i * 7 + round) % 17) + 1;
        const basket = [start, start + 1, start + 2, start + 3];
        return claimSeats([aHold(eventId, i % 2 === 0 ? basket : basket.reverse())], crowd);
      }),
    );
    held += verdicts.filter(([verdict]) => outcome(verdict) === "held").length;
  }
  expect(held).toBeGreaterThan(0);
  await expectSound(eventId, held * 4);
});

test("whole batches from many processes that overlap in opposite orders end without a deadlock", async () => {
  const eventId = await anEventOnSale({ layout: aSmallHall({ rows: 10, seatsPerRow: 40 }) });
  const batches = Array.from({ length: 24 }, (_, b) => {
    const starts = Array.from({ length: 60 }, (_, i) => i * 6 + (b % 5) + 1);
    const ordered = b % 2 === 0 ? starts : starts.reverse();
    return ordered.map((start) => aHold(eventId, b % 3 === 0 ? [start + 1, start] : [start, start + 1]));
  });
  const verdicts = (await Promise.all(batches.map((batch) => claimSeats(batch, crowd)))).flat();
  const held = verdicts.filter((verdict) => outcome(verdict) === "held").length;
  expect(held).toBeGreaterThan(60);
  await expectSound(eventId, held * 2);
});

test("one buyer on many servers at once never gets more seats than the event allows", async () => {
  const eventId = await anEventOnSale({ layout: aSmallHall({ rows: 10, seatsPerRow: 20 }), seatsPerBuyerMax: 8 });
  const buyer = aBuyer();
  const ask = (i: number) => claimSeats([aHold(eventId, [i * 4 + 1, i * 4 + 2, i * 4 + 3, i * 4 + 4], buyer)], crowd);
  const verdicts = (await Promise.all(Array.from({ length: 40 }, (_, i) => ask(i)))).flat();
  expect(verdicts.filter((verdict) => outcome(verdict) === "held")).toHaveLength(2);
  await expectSound(eventId, 8);
});

/** Sends holds that each have looked at what is known of their buyer before the first of them wins a seat. */
async function askTogether(
  requests: readonly HoldRequest[],
  client: PrismaClient,
): Promise<PromiseSettledResult<HoldVerdict[]>[]> {
  let asked: Promise<PromiseSettledResult<HoldVerdict[]>[]> = Promise.resolve([]);
  await crowd.$transaction(async (tx) => {
    for (const { eventId, seatIds } of requests)
      await tx.$queryRaw`SELECT FROM seats WHERE event_id = ${eventId} AND id = ANY (${[...seatIds]}::int[]) FOR UPDATE`;
    asked = Promise.allSettled(requests.map((request) => claimSeats([request], client)));
    await waitForLockWaits(requests.length);
  });
  return asked;
}

const wonBy = (settled: readonly PromiseSettledResult<HoldVerdict[]>[]) =>
  settled.map((each) => (each.status === "fulfilled" ? outcome(each.value[0]) : "rejected")).toSorted();

/** Three holds of four seats each, where the event allows a buyer eight. */
async function threeHoldsOfOneBuyer(): Promise<HoldRequest[]> {
  const eventId = await anEventOnSale({ layout: aSmallHall({ rows: 10, seatsPerRow: 20 }), seatsPerBuyerMax: 8 });
  const buyer = aBuyer();
  return [1, 5, 9].map((seat) => aHold(eventId, [seat, seat + 1, seat + 2, seat + 3], buyer));
}

test("three holds of one buyer that meet for certain win no more seats than the event allows", async () => {
  expect(wonBy(await askTogether(await threeHoldsOfOneBuyer(), crowd))).toEqual(["held", "held", "over_limit"]);
});

test("control: without the buyer's lock, the limit is broken", async () => {
  const client = await changedHold(crowd, WITHOUT_BUYERS_LOCK);
  expect(wonBy(await askTogether(await threeHoldsOfOneBuyer(), client))).toEqual(["held", "held", "held"]);
});

test("ten servers that get one key for ten different holds make one of them and know the key at the others", async () => {
  const eventId = await anEventOnSale({ layout: aSmallHall({ rows: 1, seatsPerRow: 20 }), seatsPerBuyerMax: 20 });
  const buyer = aBuyer();
  const key = uuidv7();
  const ask = async (i: number): Promise<string | undefined> => {
    const request = { ...aHold(eventId, [i * 2 + 1, i * 2 + 2], buyer), key: { key, fingerprint: `request ${i}` } };
    return outcome((await claimSeats([request], crowd))[0]);
  };
  const kinds = await Promise.all(Array.from({ length: 10 }, (_, i) => ask(i)));
  expect(kinds.toSorted()).toEqual(["held", ...Array.from({ length: 9 }, () => "other_request")]);
  await expectSound(eventId, 2);
});

test("control: without the buyer's lock, one of two servers is stopped by the index alone", async () => {
  const client = await changedHold(crowd, WITHOUT_BUYERS_LOCK);
  const eventId = await anEventOnSale({ layout: aSmallHall({ rows: 1, seatsPerRow: 20 }), seatsPerBuyerMax: 20 });
  const [buyer, key] = [aBuyer(), uuidv7()];
  const requests = [1, 3].map((seat) => ({
    ...aHold(eventId, [seat, seat + 1], buyer),
    key: { key, fingerprint: `request ${seat}` },
  }));
  expect(wonBy(await askTogether(requests, client))).toEqual(["held", "rejected"]);
  // INV-6 holds all the same: the database forbids a second reservation under the key.
  expect(await db().reservation.count({ where: { eventId } })).toBe(1);
});

test("the same request sent ten times at once holds once and answers the same reservation (INV-6)", async () => {
  const eventId = await anEventOnSale();
  const first = aHold(eventId, [1, 2]);
  const send = () => claimSeats([{ ...first, reservationId: uuidv7() }], crowd);
  const verdicts = (await Promise.all(Array.from({ length: 10 }, send))).flat();
  expect(verdicts.map(outcome).toSorted()).toEqual(["held", ...Array.from({ length: 9 }, () => "replayed")]);
  const ids = verdicts.map((verdict) => (verdict && "reservation" in verdict ? verdict.reservation.id : undefined));
  expect(new Set(ids).size).toBe(1);
  expect(ids[0]).toBeDefined();
  await expectSound(eventId, 2);
});

/** One buyer gives seat 2 back and has not committed yet while another asks for 1 and 2; then the first one commits. */
async function holdWhileSeatComesFree(client: PrismaClient): Promise<{ kind: string | undefined; held: number }> {
  const eventId = await anEventOnSale();
  await claimSeats([aHold(eventId, [2])]);
  let asked: Promise<HoldVerdict[]> | undefined;
  await crowd.$transaction(async (giving) => {
    await giving.$executeRaw`UPDATE seats SET status = 'AVAILABLE', version = version + 1, reservation_id = NULL, held_until = NULL WHERE event_id = ${eventId} AND id = 2`;
    asked = claimSeats([aHold(eventId, [1, 2])], client);
    asked.catch(() => undefined);
    await waitForLockWaits(1);
  });
  const [verdict] = (await asked) ?? [];
  return { kind: outcome(verdict), held: await db().seat.count({ where: { eventId, status: "HELD" } }) };
}

test("a seat that comes free while its next buyer waits for it is held with the rest of the basket (INV-7)", async () => {
  expect(await holdWhileSeatComesFree(crowd)).toEqual({ kind: "held", held: 2 });
});

test("control: judged by what was true before the wait, the seat would be refused", async () => {
  // A look at the seats of its own, before the lock, as a statement of one piece would have.
  const early = await changedHold(crowd, {
    from: isFree("s"),
    to: `(SELECT ${isFree("o")} FROM seats o WHERE o.event_id = sold_event AND o.id = w.seat_id)`,
  });
  expect(await holdWhileSeatComesFree(early)).toEqual({ kind: "taken", held: 0 });
});
