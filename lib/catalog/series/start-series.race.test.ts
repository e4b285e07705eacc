import { expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { inTransaction } from "#lib/platform/db/transaction";
import { aDatabase } from "#lib/platform/testing/database";
import { waitForLockWaits } from "#lib/platform/testing/locks";
import { lockEvent } from "../event-fragments.ts";
import { anOrganizersDesk } from "../testing/an-organizers-desk.ts";
import { newSeriesBody } from "./series-contract.ts";
import { startSeries } from "./start-series.ts";

/**
 * Symptom: an event of two series. Theory: its row is locked before its series is read, so who comes second finds the first one's. Method: a
 * third transaction has the row until both wait for it.
 */
aDatabase();
const desk = anOrganizersDesk();

test("two who ask for dates of one event at the same moment add to one series", async () => {
  const id = await desk.post({ start_time: "2040-03-01T20:00:00Z", end_time: "2040-03-01T22:00:00Z" });
  const ask = (date: string) => startSeries(desk.manager, id, newSeriesBody.parse({ also: [date] }));
  let both: Promise<{ ok: boolean }[]> = Promise.resolve([]);
  await inTransaction(db(), async (tx) => {
    await lockEvent(tx, id);
    both = Promise.all([ask("2040-03-02T20:00"), ask("2040-03-03T20:00")]);
    both.catch(() => undefined);
    await waitForLockWaits(2);
  });
  expect((await both).map(({ ok }) => ok)).toEqual([true, true]);
  expect(await db().eventSeries.count()).toBe(1);
  expect(await db().seriesDate.count()).toBe(3);
});
