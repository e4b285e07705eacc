import { findOrganizationOf, loadCurrency } from "#lib/catalog/queries";
import { mayActFor, type Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import { toMajor } from "#lib/platform/money";
import { refuse } from "../refusals.ts";
import type { CancellationWire } from "./cancellation-contract.ts";
import { findReport, listFailures } from "./report-store.ts";
import { countWaiters } from "./waiters-store.ts";

/** How far a cancelled event's orders are given back, for its staff. An event that is not cancelled has no report. */
export async function readCancellation(
  person: Staff,
  eventId: number,
  { page = 1, limit = 20 }: { page?: number | undefined; limit?: number | undefined } = {},
): Promise<{ ok: true; report: CancellationWire } | Refused<"not_found" | "forbidden">> {
  const organizationId = await findOrganizationOf(eventId);
  if (organizationId === undefined) return refuse("not_found");
  const may = mayActFor(person, organizationId, "order.read");
  if (!may.ok) return may;
  const row = await findReport(eventId);
  if (!row) return refuse("not_found");
  const currency = await loadCurrency(eventId);
  const failures = await listFailures(eventId, { take: limit, skip: (page - 1) * limit });
  const waiting = await countWaiters(eventId);
  const { total, done, failed } = row;
  const report: CancellationWire = {
    event_id: eventId,
    status: row.finishedAt ? "finished" : "under_way",
    started_at: row.startedAt.toISOString(),
    finished_at: row.finishedAt?.toISOString() ?? null,
    orders: { total, to_do: total - done - failed, done, failed },
    waiting,
    money: {
      currency,
      refunded: toMajor(row.refundedMinor, currency),
      under_way: toMajor(row.underWayMinor, currency),
      failed: toMajor(row.failedMinor, currency),
    },
    failures: {
      data: failures.map(({ number, name, email, amountMinor, failure }) => {
        return {
          order_number: number,
          amount: toMajor(amountMinor, currency),
          reason: failure,
          buyer: { name, email },
        };
      }),
      meta: { total: failed, page, limit },
    },
  };
  return { ok: true, report };
}
