/**
 * Many real connections at seats that are repainted. Symptom looked for: a buyer who holds a seat at a price that is not its level's, a held
 * seat that goes off sale, or a painting that says another level than the seat has. Theory: the seats are judged behind their locks, in the
 * order in which holds take them. Method: a crowd beside a repaint, a hold that commits while a repaint waits, and a control without the lock.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { createClient, db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { waitForLockWaits } from "#lib/platform/testing/locks";
import { claimSeats } from "#lib/reservations/store";
import type { PrismaClient } from "#prisma/generated/client";
import { aBuyer } from "#prisma/seed/builders";
import { aSaleToPaint, levelsBySaying, levelsInRows } from "../testing/a-painted-sale.ts";
import { paintPrices } from "./paint-prices.ts";
import { pricePaintingBody } from "./painting-contract.ts";
import { lockSeatsToPaint, readSeatsToPaint } from "./painting-store.ts";

const CONNECTIONS = 30;
const database = aDatabase();
let crowd: PrismaClient;

beforeAll(() => {
  crowd = createClient(database.url(), CONNECTIONS);
});
afterAll(() => crowd.$disconnect());

const aHold = (eventId: number, seatIds: number[]) => ({
  ...{ reservationId: uuidv7(), eventId, buyerKey: aBuyer(), clientReservationId: uuidv7(), seatIds, ttlSeconds: 600 },
});

test("beside a repaint each hold has the price of its seats' levels, and the painting stays the truth", async () => {
  for (let round = 0; round < 5; round++) {
    const { eventId, owner } = await aSaleToPaint();
    const body = pricePaintingBody.parse({
      ...{ revision: 0, sections: [{ section: "Stalls", price_level: 2 }] },
      rows: [{ section: "Stalls", row: "B", price_level: null }],
    });
    const holds = Array.from({ length: 12 }, (_, i) =>
      claimSeats([aHold(eventId, [i + 1, ((i + 1) % 12) + 1])], crowd),
    );
    const [painted] = await Promise.all([paintPrices(owner, eventId, body), ...holds]);
    expect(painted.ok).toBe(true);
    expect(await levelsBySaying(eventId)).toEqual(await levelsInRows(eventId));
    const prices = new Map(
      (await db().priceLevel.findMany({ where: { eventId } })).map(({ id, priceMinor }) => [id, priceMinor]),
    );
    const levels = await levelsInRows(eventId);
    for (const { seatIds, unitMinor } of await db().reservation.findMany({ where: { eventId } }))
      expect(unitMinor).toEqual(seatIds.map((id) => prices.get(levels[id - 1] ?? 0)));
  }
});

/** A hold of seat 2 that commits while the seats are judged; answers whether the judge saw it. */
async function judgedBesideHold(judge: typeof lockSeatsToPaint): Promise<boolean | undefined> {
  const { eventId } = await aSaleToPaint();
  let judged: Promise<boolean | undefined> | undefined;
  await crowd.$transaction(async (holding) => {
    await holding.$executeRaw`
      UPDATE seats SET status = 'HELD', reservation_id = ${uuidv7()}::uuid, held_until = now() + interval '10 minutes', version = version + 1
      WHERE event_id = ${eventId} AND id = 2`;
    judged = crowd.$transaction(async (painting) => {
      const seats = await judge(painting, { eventId, ids: [1, 2, 3] });
      return seats.find(({ id }) => id === 2)?.isHad;
    });
    judged.catch(() => undefined);
    await (judge === lockSeatsToPaint ? waitForLockWaits(1) : judged);
  });
  return judged;
}

test("a hold that commits while a repaint waits is seen", async () => {
  expect(await judgedBesideHold(lockSeatsToPaint)).toBe(true);
});

test("control: read without the lock, the hold would be overlooked", async () => {
  expect(await judgedBesideHold((_, { eventId, ids }) => readSeatsToPaint(eventId, ids))).toBe(false);
});
