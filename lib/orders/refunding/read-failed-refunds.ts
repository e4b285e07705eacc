import { findOrganizationOf } from "#lib/catalog/queries";
import { mayActFor, type Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import { publicId } from "#lib/platform/ids";
import { refuse } from "../refusals.ts";
import { FAILURE_WORDS, type FailedRefund } from "./failed-refunds-contract.ts";
import { type FailedRefundRow, listFailedRefunds } from "./failed-refunds-store.ts";

/** One page of an event's refunds that failed and wait for staff, for those who may read its orders. */
export async function readFailedRefunds(
  person: Staff,
  eventId: number,
  { page, limit }: { page: number; limit: number },
): Promise<{ ok: true; failed: FailedRefund[]; total: number } | Refused<"not_found" | "forbidden">> {
  const organizationId = await findOrganizationOf(eventId);
  if (organizationId === undefined) return refuse("not_found");
  const may = mayActFor(person, organizationId, "order.read");
  if (!may.ok) return may;
  const { rows, total } = await listFailedRefunds(eventId, { take: limit, skip: (page - 1) * limit });
  return { ok: true, failed: rows.map(shown), total };
}

function shown({ eventId, id, number, name, email, failure, askedAt, ...money }: FailedRefundRow): FailedRefund {
  return {
    refundId: publicId(eventId, id),
    orderNumber: number,
    buyer: { name, email },
    ...money,
    failure: FAILURE_WORDS.find((word) => word === failure) ?? "refused",
    sentAt: askedAt.toISOString(),
  };
}
