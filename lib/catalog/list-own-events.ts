import type { Staff } from "#lib/organizations/authority";
import { findOrganization } from "#lib/organizations/find-organization";
import type { Refused } from "#lib/platform/http/refusals";
import type { OwnEventsAnswer } from "./own-events-contract.ts";
import { listOwnEventRows } from "./own-events-store.ts";

const LIMIT = 20;

/**
 * One page of an organization's events, drafts too: those to come first, the next one at the top, then the latest past ones.
 * Refuses `not_found` when the person does not belong to it, `forbidden` when their role lacks the permission.
 */
export async function listOwnEvents(
  person: Staff,
  organizationId: string,
  {
    q = "",
    page = 1,
    limit = LIMIT,
  }: { q?: string | undefined; page?: number | undefined; limit?: number | undefined },
): Promise<{ ok: true; list: OwnEventsAnswer } | Refused<"not_found" | "forbidden">> {
  const may = await findOrganization(person, { id: organizationId }, "event.read");
  if (!may.ok) return may;
  const { rows, total } = await listOwnEventRows(organizationId, { q, skip: (page - 1) * limit, take: limit });
  return { ok: true, list: { data: rows, meta: { total, page, limit } } };
}
