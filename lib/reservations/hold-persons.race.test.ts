/**
 * Two guests without a proof, of one network, hold at once. Symptom: both are judged before either holds, and their network has twice what a
 * person may have. Theory: they wait for each other by the key of their network. Method: their seats are locked, so that both are under way at
 * once for certain; the control takes the network's lock out.
 */
import { expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { inTransaction } from "#lib/platform/db/transaction";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { waitForLockWaits } from "#lib/platform/testing/locks";
import type { PrismaClient } from "#prisma/generated/client";
import { aBuyer, anEventOnSale } from "#prisma/seed/builders";
import { claimSeats } from "./store.ts";
import { changedHold } from "./testing/changed-hold.ts";

process.env.DATABASE_POOL_SIZE = "10";
aDatabase();

async function bothAtOnce(client: PrismaClient): Promise<(string | undefined)[]> {
  const eventId = await anEventOnSale({ seatsPerBuyerMax: 4 });
  const request = (seatIds: number[]) => ({
    ...{ eventId, reservationId: uuidv7(), clientReservationId: uuidv7(), ttlSeconds: 600 },
    ...{ buyerKey: aBuyer(), seatIds, networkKey: "network:campus" },
  });
  const holds = await inTransaction(db(), async (tx) => {
    await tx.$queryRaw`SELECT id FROM seats WHERE event_id = ${eventId} AND id <= 8 FOR UPDATE`;
    const underWay = [
      [1, 2, 3, 4],
      [5, 6, 7, 8],
    ].map((seats) => claimSeats([request(seats)], client));
    await waitForLockWaits(2);
    return { underWay };
  });
  return (await Promise.all(holds.underWay)).map(([verdict]) => verdict?.kind).sort();
}

test("unproven guests of one network who hold at once have together what one person may have", async () => {
  expect(await bothAtOnce(db())).toEqual(["held", "unproven"]);
});

test("control: without the network's lock both hold", async () => {
  const changed = await changedHold(db(), { from: "unnest(buyer_keys || network_keys)", to: "unnest(buyer_keys)" });
  expect(await bothAtOnce(changed)).toEqual(["held", "held"]);
});
