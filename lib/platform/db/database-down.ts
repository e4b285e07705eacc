import { Prisma } from "#prisma/generated/client";
import { Failure } from "../invariant.ts";

/** True when the database could not be reached or went away, as opposed to a statement that was wrong. */
export function isDatabaseDown(error: unknown): boolean {
  if (error instanceof Failure) return error.dependency === "database";
  if (error instanceof Prisma.PrismaClientInitializationError) return true;
  if (error instanceof Prisma.PrismaClientKnownRequestError && DOWN_CODES.has(error.code)) return true;
  return error instanceof Error && DOWN_WORDS.test(`${error.message} ${String(error.cause ?? "")} ${causeCode(error)}`);
}

const DOWN_CODES = new Set(["P1000", "P1001", "P1002", "P1003", "P1008", "P1010", "P1011", "P1017", "P2024", "P2037"]);
const DOWN_WORDS =
  /Can't reach database|ECONNREFUSED|ECONNRESET|EPIPE|ENOENT.*s\.PGSQL|terminated unexpectedly|terminating connection|shutting down|starting up|not queryable|timeout exceeded when trying to connect|Query read timeout|57P0[123]|DatabaseNotReachable|ConnectionClosed|SocketTimeout/i;

function causeCode(error: Error): string {
  const cause = error.cause as { code?: string; originalCode?: string; kind?: string } | undefined;
  return [cause?.code, cause?.originalCode, cause?.kind].filter(Boolean).join(" ");
}
