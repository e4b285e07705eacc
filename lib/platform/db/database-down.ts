import { PrismaClientInitializationError, PrismaClientKnownRequestError } from "#lib/platform/db/sql";
import { Failure } from "../invariant.ts";

/** True when the database could not be reached or went away, as opposed to a statement that was wrong. */
export function isDatabaseDown(error: unknown): boolean {
  if (error instanceof Failure) return false;
  if (error instanceof PrismaClientInitializationError) return true;
  if (error instanceof PrismaClientKnownRequestError && DOWN_CODES.has(error.code)) return true;
  return error instanceof Error && DOWN_WORDS.test(`${error.message} ${String(error.cause ?? "")} ${causeCode(error)}`);
}

/**
 * The `Failure` that an error means when the database cannot do now what it could do a moment later: it is out of reach, has no
 * connection, disk or memory left, is read-only, shuts down, or a lock was not free in time. Undefined when the statement itself
 * was wrong, or met a deadlock: that is a fault of ours, however often it would work the second time.
 */
export function databaseFailure(error: unknown): Failure | undefined {
  if (error instanceof Failure) return error;
  if (isDatabaseDown(error)) return new Failure("database", "out of reach", { cause: error });
  const isBusy = error instanceof PrismaClientKnownRequestError && error.code === "P2028";
  if (isBusy || CANNOT_NOW.test(sqlStateOf(error) ?? ""))
    return new Failure("database", "cannot now", { cause: error, retryAfterSeconds: isBusy ? 1 : 5 });
  return undefined;
}

/**
 * SQLSTATEs of PostgreSQL (its documentation, appendix A) that say "not now": insufficient resources, operator intervention and
 * time-outs, system errors, a connection lost, a read-only server, a lock that was not free in time, and a transaction that idled too long.
 */
const CANNOT_NOW = /^(08|53|57|58)...$|^(25006|55P03|25P03|25P04)$/;

/** The SQLSTATE under an error of Prisma or of the driver. */
export function sqlStateOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof PrismaClientKnownRequestError) {
    const adapter = error.meta?.driverAdapterError as { cause?: { originalCode?: unknown } } | undefined;
    return typeof adapter?.cause?.originalCode === "string" ? adapter.cause.originalCode : undefined;
  }
  return "code" in error && typeof error.code === "string" ? error.code : undefined;
}

const DOWN_CODES = new Set(["P1000", "P1001", "P1002", "P1003", "P1008", "P1010", "P1011", "P1017", "P2024", "P2037"]);
const DOWN_WORDS =
  /Can't reach database|ECONNREFUSED|ECONNRESET|EPIPE|ENOENT.*s\.PGSQL|terminated unexpectedly|terminating connection|shutting down|starting up|not queryable|timeout exceeded when trying to connect|Query read timeout|57P0[123]|DatabaseNotReachable|ConnectionClosed|SocketTimeout/i;

function causeCode(error: Error): string {
  const cause = error.cause as { code?: string; originalCode?: string; kind?: string } | undefined;
  return [cause?.code, cause?.originalCode, cause?.kind].filter(Boolean).join(" ");
}
