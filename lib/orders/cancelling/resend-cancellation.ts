import { audit } from "#lib/audit/audit";
import { findOrganizationOf } from "#lib/catalog/queries";
import { mayActFor, type Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import { refuse } from "../refusals.ts";
import type { CancellationWire } from "./cancellation-contract.ts";
import { readCancellation } from "./read-cancellation.ts";
import { claimFailedAgain, findReport } from "./report-store.ts";

/** Sends everything again that failed while a cancelled event's orders were given back, and answers the report. The run does it. */
export async function resendCancellation(
  person: Staff,
  eventId: number,
): Promise<{ ok: true; report: CancellationWire } | Refused<"not_found" | "forbidden">> {
  const organizationId = await findOrganizationOf(eventId);
  if (organizationId === undefined || !(await findReport(eventId))) return refuse("not_found");
  const may = mayActFor(person, organizationId, "order.refund");
  if (!may.ok) return may;
  const again = await claimFailedAgain(eventId);
  await audit({
    ...{ actor: person.keys[0] ?? "stranger", action: "event.resend_refunds", subject: String(eventId), outcome: "ok" },
    ...{ organizationId, eventId, detail: { orders: again } },
  });
  return readCancellation(person, eventId);
}
