import type { z } from "zod";
import type { Staff } from "#lib/organizations/authority";
import { findOrganization } from "#lib/organizations/find-organization";
import type { Refused } from "#lib/platform/http/refusals";
import type { OwnEventsAnswer, ownEventsQuery } from "./own-events-contract.ts";
import { listOwnEventRows } from "./own-events-store.ts";

const LIMIT = 20;

/**
 * One page of an organization's events, drafts too, or of one of its series: those to come first, the next one at the top, then the latest past ones.
 * Refuses `not_found` when the person does not belong to it, `forbidden` when their role lacks the permission.
 */
export async function listOwnEvents(
  person: Staff,
  organizationId: string,
  { q = "", series, page = 1, limit = LIMIT }: z.output<typeof ownEventsQuery>,
): Promise<{ ok: true; list: OwnEventsAnswer } | Refused<"not_found" | "forbidden">> {
  const may = await findOrganization(person, { id: organizationId }, "event.read");
  if (!may.ok) return may;
  const { rows, total } = await listOwnEventRows(organizationId, { q, series, skip: (page - 1) * limit, take: limit });
  return { ok: true, list: { data: rows, meta: { total, page, limit } } };
}
