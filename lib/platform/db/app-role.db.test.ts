import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aHeldReservation, anEventOnSale, aPaidOrder } from "#prisma/seed/builders";
import { enqueue, startWorker } from "../jobs/worker.ts";
import { forgetSingleton } from "../singleton.ts";
import { aDatabase } from "../testing/database.ts";
import { grantAppRole, mayRewriteAuditLog } from "./app-role.ts";
import { closeDb, db } from "./db.ts";

/** The app served as the role that the start gives it, in a database whose owner is another. */
const database = aDatabase();
const role = `app_${randomBytes(6).toString("hex")}`;
let appUrl = "";
let owner: pg.Client;

beforeAll(async () => {
  const url = new URL(database.url());
  Object.assign(url, { username: role, password: 'it\'s a "secret"' });
  appUrl = url.href;
  await grantAppRole(database.url(), appUrl);
  // Every start repeats the grants, so that new tables are included.
  await Promise.all([grantAppRole(database.url(), appUrl), grantAppRole(database.url(), appUrl)]);
  owner = new pg.Client({ connectionString: database.url() });
  await owner.connect();
  process.env.DATABASE_URL = appUrl;
  await closeDb();
  forgetSingleton("env");
  const line = { actor: "system", action: "test.write", subject: "x", outcome: "ok" };
  await db().auditEntry.create({ data: line });
});

afterAll(async () => {
  await closeDb();
  await owner.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
  await owner.end();
});

const DENIED = /permission denied|must be owner/;

describe("as the app", () => {
  it("the audit log takes lines and gives them back", async () => {
    expect(await db().auditEntry.count({ where: { action: "test.write" } })).toBe(1);
  });

  it.each([
    "UPDATE audit_log SET outcome = 'never happened'",
    "DELETE FROM audit_log",
    "TRUNCATE audit_log",
    "TRUNCATE audit_log, users CASCADE",
    "DROP TABLE audit_log",
    "ALTER TABLE audit_log DISABLE TRIGGER ALL",
    'DROP TRIGGER "audit_log_append_only" ON audit_log',
    "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
    "SET session_replication_role = replica",
    "INSERT INTO audit_log (id, actor, action, subject, outcome) SELECT id, 'x', 'x', 'x', 'x' FROM audit_log ON CONFLICT (id) DO UPDATE SET actor = 'x'",
    "DELETE FROM _prisma_migrations",
  ])("%s is refused by right, also with the trigger off", async (statement) => {
    await owner.query("ALTER TABLE audit_log DISABLE TRIGGER ALL");
    try {
      await expect(db().$executeRawUnsafe(statement)).rejects.toThrow(DENIED);
    } finally {
      await owner.query("ALTER TABLE audit_log ENABLE TRIGGER ALL");
    }
    const { rows } = await owner.query("SELECT outcome FROM audit_log WHERE action = 'test.write'");
    expect(rows).toEqual([{ outcome: "ok" }]);
  });

  it.each([
    "UPDATE ledger_lines SET amount_minor = 1",
    "DELETE FROM ledger_lines",
    "TRUNCATE ledger_lines",
    "ALTER TABLE ledger_lines DISABLE TRIGGER ALL",
  ])("%s is refused: the ledger of money is only appended to", async (statement) => {
    await expect(db().$executeRawUnsafe(statement)).rejects.toThrow(DENIED);
  });

  it("holding, paying, and the job queue work as before", async () => {
    const eventId = await anEventOnSale();
    await aHeldReservation(eventId, [5, 6]);
    expect((await aPaidOrder(eventId, [1, 2])).number).toMatch(/^ORD-/);
    await db().$executeRaw`ANALYZE reservations`;
    let done = () => {};
    const ran = new Promise<void>((resolve) => {
      done = resolve;
    });
    const worker = await startWorker({ "say-so": async () => done() });
    await enqueue("say-so", {});
    await ran;
    await worker.stop();
    await db().$queryRaw`SELECT 1 FROM graphile_worker.force_unlock_workers(ARRAY['nobody'])`;
  });

  it("the start can tell a role that may rewrite the log from one that may not", async () => {
    expect(await mayRewriteAuditLog(appUrl)).toBe(false);
    expect(await mayRewriteAuditLog(database.url())).toBe(true);
  });
});

it("the owner himself is kept from it by the trigger", async () => {
  for (const statement of ["UPDATE audit_log SET actor = 'x'", "DELETE FROM audit_log", "TRUNCATE audit_log"]) {
    await expect(owner.query(statement)).rejects.toThrow(/append-only/);
  }
});
