import { expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { anEventOnSale, aSmallHall } from "./builders.ts";
import { sellSeats } from "./sell-seats.ts";

aDatabase();

test("the demo's revenue is booked on the days of its orders, which are over for three days", async () => {
  const eventId = await anEventOnSale();
  const now = new Date();
  expect(await sellSeats(eventId, aSmallHall(), 1, now)).toBeGreaterThan(0);
  const [found] = await db().$queryRaw<{ other: number; newest: Date }[]>`
    SELECT count(*) FILTER (WHERE l.at <> o.paid_at) AS other, max(l.at) AS newest
    FROM ledger_lines l JOIN orders o ON o.event_id = l.event_id AND o.id = l.order_id WHERE l.event_id = ${eventId}`;
  expect(found?.other).toBe(0);
  expect(found?.newest.getTime()).toBeLessThanOrEqual(now.getTime() - 3 * 86_400_000);
});
