import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { grantAppRole, mayRewriteAuditLog } from "#lib/platform/db/app-role";
import { migrate } from "#lib/platform/db/migrate";
import { env } from "#lib/platform/env";
import { clearHalfDemo } from "#prisma/seed/clear-half-demo";

/**
 * Connects, applies missing migrations as the owner of the tables, and grants the app's role what it needs. Without a
 * configured owner the app owns the tables itself, and a line of output says so. Throws an Error in one sentence.
 */
export async function prepareDatabase(say: (line: string) => void): Promise<void> {
  const { DATABASE_URL, DATABASE_OWNER_URL } = env();
  const ownerUrl = DATABASE_OWNER_URL ?? DATABASE_URL;
  await ask(async () => undefined, DATABASE_OWNER_URL ? "DATABASE_OWNER_URL" : "DATABASE_URL");
  try {
    const applied = await migrate(ownerUrl);
    if (applied.length > 0) say(`Applied ${applied.length} migration${applied.length === 1 ? "" : "s"}`);
    // The owner's own rights are never touched: the next migration needs them.
    const isAnother = new URL(ownerUrl).username !== new URL(DATABASE_URL).username;
    if (isAnother) await grantAppRole(ownerUrl, DATABASE_URL);
  } catch (cause) {
    throw new Error(`The database could not be brought up to date: ${(cause as Error).message}`, { cause });
  }
  await ask(async () => undefined);
  if (await mayRewriteAuditLog(DATABASE_URL)) {
    say(
      "The app's database role owns the audit log, so a trigger alone keeps it: see DATABASE_OWNER_URL in .env.example",
    );
  }
}

/**
 * Unlocks the jobs of a killed process, which would stay locked for hours (graphile-worker waits four). The embedded database
 * has only this process as its user, so every existing lock belongs to a dead one.
 */
export async function freeJobsOfTheDead(): Promise<void> {
  await ask(async (client) => {
    await client.query(
      "SELECT graphile_worker.force_unlock_workers(array_agg(DISTINCT locked_by)) FROM graphile_worker.jobs WHERE locked_by IS NOT NULL HAVING count(*) > 0",
    );
    // A fact that it had in hand would be tried again within a minute.
    await client.query("UPDATE fact_deliveries SET due_at = now() WHERE due_at > now() AND failure IS NULL");
  });
}

/** Fills an empty database with the demo, in a separate process that frees its memory when it ends. */
export async function seed(say: (line: string) => void, signal: AbortSignal): Promise<void> {
  const { rows } = await ask((client) => client.query("SELECT 1 FROM users LIMIT 1"));
  if (rows.length > 0) return;
  await ask(clearHalfDemo, env().DATABASE_OWNER_URL ? "DATABASE_OWNER_URL" : "DATABASE_URL");
  say("Filling the empty database with a demo");
  // No buyer waits for these statements, so a slow machine may take its time over them.
  const slow = { ...process.env, DATABASE_WAIT_MS: "600000" };
  const run = promisify(execFile)(process.execPath, [join("prisma", "seed", "seed.ts")], { signal, env: slow });
  const { stdout } = await run.catch((cause: Error & { stderr?: string }) => {
    signal.throwIfAborted();
    throw new Error(`The demo could not be made:\n${(cause.stderr || cause.message).trim()}`, { cause });
  });
  const { summary } = JSON.parse(stdout.trim().split("\n").at(-1) ?? "{}") as { summary: string };
  say(summary);
}

async function ask<T>(
  work: (client: pg.Client) => Promise<T>,
  variable: "DATABASE_URL" | "DATABASE_OWNER_URL" = "DATABASE_URL",
): Promise<T> {
  const connectionString = env()[variable] ?? "";
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
  } catch (cause) {
    const { hostname, port } = new URL(connectionString);
    const reason = (cause as Error).message || "no connection";
    throw new Error(`The database at ${hostname}:${port || 5432} (${variable}) cannot be reached: ${reason}.`, {
      cause,
    });
  }
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
