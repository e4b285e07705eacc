import { PrismaPg } from "@prisma/adapter-pg";
import { Prisma, PrismaClient } from "#prisma/generated/client";
import { env } from "./env.ts";
import { Failure } from "./invariant.ts";
import { log } from "./log.ts";
import { forgetSingleton, singleton } from "./singleton.ts";

/**
 * The one Prisma client of the process. Statements are prepared under a name, since the hot ones run thousands of
 * times a second.
 */
export function db(): PrismaClient {
  return singleton("prisma", () => createClient(env().DATABASE_URL, env().DATABASE_POOL_SIZE));
}

/** A client of its own, for tests that need many real connections. The caller disconnects it. */
export function createClient(connectionString: string, poolSize: number): PrismaClient {
  const adapter = new PrismaPg(
    { connectionString, max: poolSize, connectionTimeoutMillis: 5_000, idleTimeoutMillis: 60_000, keepAlive: true },
    {
      statementNameGenerator: ({ sql }) => statementName(sql),
      onPoolError: (error) => log().warn({ err: error }, "database connection lost"),
      onConnectionError: (error) => log().warn({ err: error }, "database connection failed"),
    },
  );
  return new PrismaClient({ adapter });
}

export async function closeDb(): Promise<void> {
  await db().$disconnect();
  forgetSingleton("prisma");
}

/** True when the database could not be reached or went away, as opposed to a statement that was wrong. */
export function isDatabaseDown(error: unknown): boolean {
  if (error instanceof Failure) return error.dependency === "database";
  if (error instanceof Prisma.PrismaClientInitializationError) return true;
  if (error instanceof Prisma.PrismaClientKnownRequestError && DOWN_CODES.has(error.code)) return true;
  return error instanceof Error && DOWN_WORDS.test(`${error.message} ${String(error.cause ?? "")} ${causeCode(error)}`);
}

const DOWN_CODES = new Set(["P1000", "P1001", "P1002", "P1003", "P1008", "P1010", "P1011", "P1017", "P2024", "P2037"]);
const DOWN_WORDS =
  /ECONNREFUSED|ECONNRESET|EPIPE|ENOENT.*s\.PGSQL|terminated unexpectedly|terminating connection|shutting down|starting up|not queryable|timeout exceeded when trying to connect|57P0[123]|DatabaseNotReachable|ConnectionClosed|SocketTimeout/i;

function causeCode(error: Error): string {
  const cause = error.cause as { code?: string; originalCode?: string; kind?: string } | undefined;
  return [cause?.code, cause?.originalCode, cause?.kind].filter(Boolean).join(" ");
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
