import { describe, expect, test } from "vitest";
import { aDatabase } from "#lib/platform/testing/database";
import { db } from "./db.ts";
import { inTransaction } from "./transaction.ts";

aDatabase();

const LARGEST = Number.MAX_SAFE_INTEGER;

describe("a bigint of the database", () => {
  test("is a number in every row of SQL, alone, in an array or missing, and has its JSON", async () => {
    const ask = () => db().$queryRaw<object[]>`
      SELECT 5000000000::bigint AS one, ARRAY[1, 5000000000]::bigint[] AS many, ARRAY[]::bigint[] AS none, NULL::bigint AS missing,
        ${LARGEST}::bigint AS largest, ${-LARGEST}::bigint AS smallest, count(*) AS counted, 7::int AS small FROM generate_series(1, 3)`;
    const row = {
      ...{ one: 5_000_000_000, many: [1, 5_000_000_000], none: [], missing: null, largest: LARGEST },
      ...{ smallest: -LARGEST, counted: 3, small: 7 },
    };
    expect(await ask()).toEqual([row]);
    expect(JSON.parse(JSON.stringify(await ask()))).toEqual([row]);
  });

  test("is one inside a transaction as well", async () => {
    const rows = await inTransaction(db(), (tx) => tx.$queryRaw`SELECT 5000000000::bigint AS one`);
    expect(rows).toEqual([{ one: 5_000_000_000 }]);
  });

  test("beyond what a number counts exactly is a fault, never a rounded sum", async () => {
    const beyond = db().$queryRaw`SELECT 9007199254740993::bigint AS sum`;
    await expect(beyond).rejects.toThrow("exact in JavaScript");
    await expect(db().$queryRaw`SELECT ARRAY[9007199254740993::bigint] AS sums`).rejects.toThrow("exact in JavaScript");
  });
});
