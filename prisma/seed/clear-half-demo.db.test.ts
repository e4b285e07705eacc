import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { anEventOnSale, aPaidOrder, aUser } from "./builders.ts";
import { clearHalfDemo } from "./clear-half-demo.ts";

const { url } = aDatabase();

const open: pg.Client[] = [];
afterAll(() => Promise.all(open.map((client) => client.end())));

async function owner(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url() });
  open.push(client);
  await client.connect();
  return client;
}

test("a demo with accounts is whole and stays; one without is cleared, with its orders and their ledger", async () => {
  const eventId = await anEventOnSale();
  await aPaidOrder(eventId);
  const { userId } = await aUser();
  const client = await owner();
  await clearHalfDemo(client);
  expect(await db().ledgerLine.count({ where: { eventId } })).toBeGreaterThan(0);

  await db().membership.deleteMany();
  await db().user.deleteMany({ where: { id: userId } });
  expect(await db().user.count()).toBe(0);
  const categories = await db().category.count();
  await clearHalfDemo(client);
  const left = await Promise.all([
    db().event.count(),
    db().seat.count(),
    db().order.count(),
    db().ledgerLine.count(),
    db().hallVersion.count(),
    db().organization.count(),
  ]);
  expect(left).toEqual([0, 0, 0, 0, 0, 0]);
  expect(await db().category.count()).toBe(categories);
});
