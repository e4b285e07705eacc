/**
 * A rush that is larger than an event's lane: the lane's statements are kept at the database by locked seats, its queue is
 * filled, and then one more hold comes in through the endpoint.
 */
import { beforeAll, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { waitForLockWaits } from "#lib/platform/testing/locks";
import { holdEngine } from "#lib/reservations/hold-seats";
import { aBuyer, anEventOnSale, aSmallHall } from "../../../../../../prisma/seed/builders.ts";
import { POST } from "./route.ts";

aDatabase();

const SEATS = 800;
/** More than a lane takes. */
const RUSH = 6_000;
let rushed: number;
let quiet: number;

beforeAll(async () => {
  rushed = await anEventOnSale({ layout: aSmallHall({ rows: 40, seatsPerRow: SEATS / 40 }) });
  quiet = await anEventOnSale();
});

async function ask(eventId: number, seatId: number) {
  const request = new Request(`http://localhost/api/v1/events/${eventId}/reservations`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ client_reservation_id: uuidv7(), seat_ids: [seatId] }),
  });
  return POST(request, { params: Promise.resolve({ id: String(eventId) }) });
}

const submit = (seatId: number) =>
  holdEngine().submit({
    ...{ eventId: rushed, reservationId: uuidv7(), buyerKey: aBuyer(), clientReservationId: uuidv7() },
    ...{ seatIds: [seatId], ttlSeconds: 600 },
  });

test("a hold at an event whose queue is full answers 503 at once with a time to come again, and changes nothing", async () => {
  const rush: Promise<unknown>[] = [];
  const [full, elsewhere] = await db().$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT id FROM seats WHERE event_id = ${rushed} AND id IN (1, 2) ORDER BY id FOR UPDATE`;
      for (const seatId of [1, 2]) {
        rush.push(submit(seatId));
        await waitForLockWaits(seatId);
      }
      for (let i = 0; i < RUSH; i += 1) rush.push(submit(3 + (i % (SEATS - 3))));
      void Promise.allSettled(rush);
      return [await ask(rushed, SEATS), await ask(quiet, 1)] as const;
    },
    { timeout: 60_000 },
  );
  expect(full.status).toBe(503);
  expect(full.headers.get("retry-after")).toBe("1");
  expect(await full.json()).toMatchObject({ error: "unavailable", dependency: "holds", retry_after_seconds: 1 });
  expect(elsewhere.status).toBe(201);
  const settled = await Promise.allSettled(rush);
  expect(settled.some(({ status }) => status === "rejected")).toBe(true);
  expect(await db().seat.count({ where: { eventId: rushed, id: SEATS, status: "AVAILABLE" } })).toBe(1);
  expect((await ask(rushed, SEATS)).status).toBe(201);
});
