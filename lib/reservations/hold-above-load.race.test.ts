/**
 * A waiting room above a load begins to queue while holds are being decided. Symptom: a buyer who holds seats has no lease and is thrown
 * out, or newcomers go on holding behind a full room. Method: waves of holds on many connections with two leaders beside them; the
 * controls take one guard out of the hold function each.
 */
import { expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { beginQueue } from "#lib/waiting-room/begin-queue";
import { moveQueues } from "#lib/waiting-room/move-queues";
import { aQueue } from "#lib/waiting-room/testing/queue";
import type { PrismaClient } from "#prisma/generated/client";
import { aBuyer } from "#prisma/seed/builders";
import { claimSeats } from "./store.ts";
import { changedHold } from "./testing/changed-hold.ts";

process.env.DATABASE_POOL_SIZE = "30";
aDatabase();

const PLACES = 5;
const AT_ONCE = 12;

/** Two waves of newcomers, each at once, with two leaders; answers what the second wave got and how many holders have no lease. */
async function rush(client: PrismaClient) {
  const eventId = await aQueue({ mode: "AUTOMATIC", placesMax: PLACES, opensAt: new Date(Date.now() - 3_600_000) });
  const wave = (from: number) =>
    Promise.all([
      ...Array.from({ length: AT_ONCE }, async (_, i) => {
        const request = { eventId, reservationId: uuidv7(), clientReservationId: uuidv7(), ttlSeconds: 600 };
        const [verdict] = await claimSeats([{ ...request, buyerKey: aBuyer(), seatIds: [from + i] }], client);
        if (verdict?.kind === "full") await beginQueue(eventId);
        return verdict?.kind;
      }),
      ...[moveQueues, moveQueues].map(async (move) => void (await move())),
    ]);
  const first = await wave(1);
  const second = await wave(1 + AT_ONCE);
  const holders = await db().reservation.findMany({ where: { eventId }, select: { buyerKey: true } });
  const leases = await db().queueLease.findMany({ where: { eventId, expiresAt: { gt: new Date() } } });
  const inside = new Set(leases.map(({ buyerKey }) => buyerKey));
  const begun = await db().auditEntry.count({ where: { eventId, action: "waiting_room.begin_queue" } });
  return {
    ...{ begun, holders: holders.length, homeless: holders.filter(({ buyerKey }) => !inside.has(buyerKey)).length },
    ...{
      first: first.filter((kind) => kind === "held").length,
      second: second.filter((kind) => kind === "held").length,
    },
  };
}

test("who holds seats when the room begins to queue has a lease, nobody holds after that without one, and it begins once", async () => {
  const outcome = await rush(db());
  expect(outcome.first).toBeGreaterThanOrEqual(PLACES);
  expect(outcome).toMatchObject({ begun: 1, second: 0, homeless: 0, holders: outcome.first });
});

test("control: without the count, newcomers hold behind a full room", async () => {
  const changed = await changedHold(db(), { from: "WHEN is_full AND l.is_let_in IS NULL THEN 'full'", to: "" });
  expect(await rush(changed)).toMatchObject({ begun: 0, second: AT_ONCE });
});

test("control: without their leases, those who hold seats are outside", async () => {
  const changed = await changedHold(db(), {
    from: "IF is_counted THEN\n      -- Who holds",
    to: "IF false THEN\n      -- Who holds",
  });
  expect((await rush(changed)).homeless).toBeGreaterThan(0);
});
