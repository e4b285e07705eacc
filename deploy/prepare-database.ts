import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { env } from "#lib/platform/env";
import { migrate } from "#lib/platform/migrate";

/** Connects and applies what migrations are missing. Throws an Error in one sentence. */
export async function prepareDatabase(say: (line: string) => void): Promise<void> {
  const { DATABASE_URL } = env();
  await ask(async () => undefined);
  try {
    const applied = await migrate(DATABASE_URL);
    if (applied.length > 0) say(`Applied ${applied.length} migration${applied.length === 1 ? "" : "s"}`);
  } catch (cause) {
    throw new Error(`The database could not be brought up to date: ${(cause as Error).message}`, { cause });
  }
}

/**
 * A job that a killed process was at stays locked for hours (graphile-worker waits four). The embedded database has one
 * user, who begins just now: whoever held a lock is dead.
 */
export async function freeJobsOfTheDead(): Promise<void> {
  await ask((client) =>
    client.query(
      "SELECT graphile_worker.force_unlock_workers(array_agg(DISTINCT locked_by)) FROM graphile_worker.jobs WHERE locked_by IS NOT NULL HAVING count(*) > 0",
    ),
  );
}

/** Fills an empty database with the demo, in a process of its own, whose memory goes with it. */
export async function seed(say: (line: string) => void, signal: AbortSignal): Promise<void> {
  const { rows } = await ask((client) => client.query("SELECT 1 FROM users LIMIT 1"));
  if (rows.length > 0) return;
  say("Filling the empty database with a demo");
  const run = promisify(execFile)(process.execPath, [join("prisma", "seed", "seed.ts")], { signal });
  const { stdout } = await run.catch((cause: Error & { stderr?: string }) => {
    signal.throwIfAborted();
    throw new Error(`The demo could not be made:\n${(cause.stderr || cause.message).trim()}`, { cause });
  });
  const { summary } = JSON.parse(stdout.trim().split("\n").at(-1) ?? "{}") as { summary: string };
  say(summary);
}

async function ask<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const { DATABASE_URL } = env();
  const client = new pg.Client({ connectionString: DATABASE_URL, connectionTimeoutMillis: 5_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
  } catch (cause) {
    const { hostname, port } = new URL(DATABASE_URL);
    const reason = (cause as Error).message || "no connection";
    throw new Error(`The database at ${hostname}:${port || 5432} (DATABASE_URL) cannot be reached: ${reason}.`, {
      cause,
    });
  }
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
