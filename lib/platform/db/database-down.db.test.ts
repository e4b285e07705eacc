import { expect, test } from "vitest";
import { brokenResponse } from "../http/endpoint.ts";
import { checkDependencies, database as databaseDependency } from "../observability/health.ts";
import { aDatabase } from "../testing/database.ts";
import { databaseFailure, isDatabaseDown, sqlStateOf } from "./database-down.ts";
import { createClient, db } from "./db.ts";

const database = aDatabase();

/** What the database's error looks like to us: raised in a statement of its own, as the tables of PostgreSQL's manual name it. */
async function thrownBy(work: () => Promise<unknown>): Promise<unknown> {
  return work().then(
    () => expect.fail("it did not throw"),
    (error: unknown) => error,
  );
}

const raise = (state: string) =>
  thrownBy(() => db().$executeRawUnsafe(`DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '${state}'; END $$`));

// The codes of PostgreSQL 18, appendix A: all of the classes that mean "not now".
test.each(
  "08000 08006 53000 53100 53200 53300 53400 57000 57014 57P01 57P02 57P03 57P05 58000 58030 58P01 25006 25P03 55P03".split(
    " ",
  ),
)("SQLSTATE %s says that the database cannot work now: 503 with Retry-After", async (state) => {
  const error = await raise(state);
  expect(sqlStateOf(error)).toBe(state);
  expect(databaseFailure(error)).toMatchObject({ dependency: "database" });
  const answer = brokenResponse(error);
  expect(answer.status).toBe(503);
  expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
});

test.each("22012 23505 23514 40001 40P01 42601 42P01 XX000".split(" "))(
  "SQLSTATE %s is a fault of ours: 500",
  async (state) => {
    const error = await raise(state);
    expect(databaseFailure(error)).toBeUndefined();
    expect(brokenResponse(error).status).toBe(500);
  },
);

test("a write to a read-only database through Prisma's models answers 503, and does not count as out of reach", async () => {
  const error = await thrownBy(() =>
    db().$transaction(async (tx) => {
      await tx.$executeRaw`SET TRANSACTION READ ONLY`;
      await tx.leaderLease.deleteMany({});
    }),
  );
  expect(sqlStateOf(error)).toBe("25006");
  expect(brokenResponse(error).status).toBe(503);
  expect(isDatabaseDown(error)).toBe(false);
});

test("a transaction that gets no connection in time answers 503, and does not count as out of reach", async () => {
  const one = createClient(database.url(), 1);
  let finish = () => {};
  const busy = new Promise<void>((resolve) => {
    finish = resolve;
  });
  let isOpen = () => {};
  const opened = new Promise<void>((resolve) => {
    isOpen = resolve;
  });
  const first = one.$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT 1`;
      isOpen();
      await busy;
    },
    { timeout: 60_000 },
  );
  await opened;
  const error = await thrownBy(() => one.$transaction((tx) => tx.$queryRaw`SELECT 1`, { maxWait: 10 }));
  finish();
  await first;
  await one.$disconnect();
  expect(error).toMatchObject({ code: "P2028" });
  expect(brokenResponse(error).status).toBe(503);
  expect(isDatabaseDown(error)).toBe(false);
});

test("readiness says degraded while the database answers but has refused work", async () => {
  brokenResponse(await raise("53100"));
  expect(await checkDependencies([databaseDependency])).toMatchObject({
    status: "degraded",
    dependencies: [{ name: "database", status: "degraded" }],
  });
});
