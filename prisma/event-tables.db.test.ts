import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { readEventTables } from "./event-tables.ts";

/** Event tables keep the shape that lets them be distributed by event (decision 019). */
aDatabase();

const TABLES = readEventTables();

/** Work lists over all events, in the order of their time, and a person's own orders: each shard keeps its part. */
const ACROSS_EVENTS = [
  "hold_churn_began_at_idx",
  "ledger_lines_at_idx",
  "orders_buyer_key_created_at_idx",
  "orders_guest_email",
  "orders_offers",
  "orders_user_id_created_at_idx",
  "payments_unsettled",
  "refunds_pending",
  "refused_holds_refused_at_idx",
  "reservations_live",
  "webhook_inbox_received_at_idx",
];

/** What speaks against distributing the event tables: indexes, foreign keys, triggers and sequences, each in a line. */
async function faultsOf(tables: string[]): Promise<string[]> {
  const rows = await db().$queryRaw<{ fault: string }[]>`
    WITH event_table AS (SELECT c.oid, c.relname FROM pg_class c WHERE c.relname = ANY (${tables}) AND c.relkind = 'r')
    SELECT 'index ' || i.relname AS fault FROM event_table t JOIN pg_index x ON x.indrelid = t.oid JOIN pg_class i ON i.oid = x.indexrelid
    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = x.indkey[0] WHERE a.attname <> 'event_id' AND i.relname <> ALL (${ACROSS_EVENTS})
    UNION ALL
    SELECT 'key ' || k.conname FROM event_table t JOIN pg_constraint k ON k.conrelid = t.oid AND k.contype = 'f'
    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.conkey[1] WHERE a.attname <> 'event_id' OR k.confupdtype <> 'a'
    UNION ALL
    SELECT 'trigger ' || g.tgname FROM event_table t JOIN pg_trigger g ON g.tgrelid = t.oid WHERE NOT g.tgisinternal
    UNION ALL
    SELECT 'sequence of ' || t.relname FROM event_table t JOIN pg_attrdef d ON d.adrelid = t.oid
    WHERE pg_get_expr(d.adbin, d.adrelid) LIKE 'nextval%'
    ORDER BY 1`;
  return rows.map(({ fault }) => fault);
}

test("every key, index and foreign key of an event table begins with the event; none has a trigger or a sequence", async () => {
  expect(TABLES.length).toBeGreaterThan(12);
  expect(await faultsOf(TABLES)).toEqual([]);
});

test("control: an index, a foreign key, a trigger and a sequence that break the shape are each found", async () => {
  await db()
    .$executeRaw`CREATE TABLE bad (event_id int, id serial UNIQUE, reservation_id uuid, PRIMARY KEY (event_id, id))`;
  await db()
    .$executeRaw`ALTER TABLE bad ADD CONSTRAINT bad_fkey FOREIGN KEY (event_id, reservation_id) REFERENCES reservations (event_id, id) ON UPDATE CASCADE`;
  await db().$executeRaw`CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'`;
  await db().$executeRaw`CREATE TRIGGER bad_trigger BEFORE INSERT ON bad FOR EACH ROW EXECUTE FUNCTION nothing()`;
  expect(await faultsOf(["bad"])).toEqual([
    "index bad_id_key",
    "key bad_fkey",
    "sequence of bad",
    "trigger bad_trigger",
  ]);
  await db().$executeRaw`DROP TABLE bad`;
});

test("distribute.sql distributes exactly the event tables, and every hot function", async () => {
  const sql = readFileSync("deploy/scale-out/distribute.sql", "utf8");
  const distributed = [...sql.matchAll(/create_distributed_table\('(\w+)', 'event_id'/g)].map(([, table]) => table);
  expect(distributed.toSorted()).toEqual(TABLES);
  const functions = await db().$queryRaw<{ name: string }[]>`
    SELECT proname AS name FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND proname ~ '_v[0-9]+$' ORDER BY 1`;
  expect([...sql.matchAll(/create_distributed_function\(\s*'(\w+)\(/g)].map(([, name]) => name).toSorted()).toEqual(
    functions.map(({ name }) => name),
  );
});
