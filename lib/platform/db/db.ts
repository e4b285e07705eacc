import { createRequire } from "node:module";
import { join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import type { PrismaClient } from "#prisma/generated/client";
import { env } from "../env.ts";
import { log } from "../observability/log.ts";
import { existingSingleton, forgetSingleton, singleton } from "../singleton.ts";
import { readNumbers } from "./safe-integers.ts";

/**
 * The one Prisma client of the process, for tests and tools; the product asks for `eventDb` or `globalDb`. Statements are prepared under a name, since the hot ones run thousands of
 * times a second.
 */
export function db(): PrismaClient {
  return singleton("prisma", () => createClient(env().DATABASE_URL, env().DATABASE_POOL_SIZE));
}

/** The client for a statement about one event, on the server that owns the event. One server owns all of them today. */
export function eventDb(_eventId: number): PrismaClient {
  return db();
}

/** The client for global tables, and for statements over many events. */
export function globalDb(): PrismaClient {
  return db();
}

/** PostgreSQL's adapter with every `bigint` as a number (safe-integers.ts), inside transactions too. */
class NumberPg extends PrismaPg {
  override async connect() {
    const adapter = readNumbers(await super.connect());
    const start = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (isolationLevel) => readNumbers(await start(isolationLevel));
    return adapter;
  }
}

/** A client of its own, for tests that need many real connections. The caller disconnects it. */
export function createClient(connectionString: string, poolSize: number): PrismaClient {
  const adapter = new NumberPg(
    {
      connectionString,
      max: poolSize,
      connectionTimeoutMillis: env().DATABASE_WAIT_MS,
      // A database that hangs must not take its callers with it; nothing here takes a tenth of this.
      query_timeout: 6 * env().DATABASE_WAIT_MS,
      idleTimeoutMillis: 60_000,
      keepAlive: true,
    },
    {
      statementNameGenerator: ({ sql }) => statementName(sql),
      onPoolError: (error) => log().warn({ err: error }, "database connection lost"),
      onConnectionError: (error) => log().warn({ err: error }, "database connection failed"),
    },
  );
  return new (prismaClient())({ adapter });
}

/** Prisma's client, loaded by Node as one module of the process, never as a part of each file that Next builds (prisma.ts). */
function prismaClient(): typeof PrismaClient {
  const load = createRequire(join(process.cwd(), "package.json"));
  return (load("#prisma/generated/client") as { PrismaClient: typeof PrismaClient }).PrismaClient;
}

/** Disconnects the process's client, where there is one. */
export async function closeDb(): Promise<void> {
  await existingSingleton<PrismaClient>("prisma")?.$disconnect();
  forgetSingleton("prisma");
}

const names = new Map<string, string>();

/** A short stable name for each distinct statement; beyond a thousand of them, unprepared. */
function statementName(sql: string): string {
  const known = names.get(sql);
  if (known !== undefined) return known;
  if (names.size >= 1_000) return "";
  const name = `fs${names.size}`;
  names.set(sql, name);
  return name;
}
