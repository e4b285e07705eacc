import { headers } from "next/headers";
import { addressOf } from "#lib/platform/http/client-address";
import type { Allowance, Limit } from "#lib/platform/http/pipeline";
import { runInContext } from "#lib/platform/http/request-context";
import { uuidv7 } from "#lib/platform/ids";

/**
 * Runs the work of a server action with what an endpoint of the API has by itself: an id, and where the request comes from, for
 * the lines of the log and the audit log.
 */
export async function inRequest<T>(work: () => Promise<T>): Promise<T> {
  const given = await headers();
  const userAgent = (given.get("user-agent") ?? "").slice(0, 500);
  return runInContext({ requestId: uuidv7(), address: addressOf(given), userAgent }, work);
}

/** Counts the action against its limit, as an endpoint does. Answers in how many seconds to come again, 0 when it may pass. */
export async function takeFrom(limit: Limit, actor?: string): Promise<number> {
  const { refusal }: Allowance = await limit.take({ actor, address: addressOf(await headers()), params: undefined });
  if (!refusal) return 0;
  const seconds = Number(refusal.retry_after_seconds);
  return Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : 60;
}
