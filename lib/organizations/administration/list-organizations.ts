import { type Refused, refuse } from "#lib/platform/http/refusals";
import { ORGANIZATION_STATUS_WORDS, ORGANIZATION_STATUSES } from "../state.ts";
import { type AdministeredRow, findAdministered, listAdministered } from "./administration-store.ts";
import type { AdministeredOrganization, AdministeredOrganizations, OrganizationListQuery } from "./contract.ts";

const LIMIT = 50;

/** One page of all organizations, by name. For administrators of the platform. */
export async function listAllOrganizations(query: OrganizationListQuery): Promise<AdministeredOrganizations> {
  const { q, status, page = 1, limit = LIMIT } = query;
  const filter = { q, status: ORGANIZATION_STATUSES.find((each) => ORGANIZATION_STATUS_WORDS[each] === status) };
  const { rows, total } = await listAdministered(filter, { offset: (page - 1) * limit, limit });
  return { data: rows.map(administeredOnWire), meta: { total, page, limit } };
}

/** One organization as administrators see it. Refuses `not_found`. */
export async function readOrganization(
  id: string,
): Promise<{ ok: true; organization: AdministeredOrganization } | Refused<"not_found">> {
  const row = await findAdministered(id);
  return row ? { ok: true, organization: administeredOnWire(row) } : refuse("not_found");
}

function administeredOnWire(row: AdministeredRow): AdministeredOrganization {
  const { id, slug, name, status, suspendedAt, suspensionReason, createdAt, _count } = row;
  return {
    ...{ id, slug, name, status: ORGANIZATION_STATUS_WORDS[status] },
    suspension: suspendedAt && { since: suspendedAt.toISOString(), reason: suspensionReason ?? "" },
    refusal_reason: row.refusalReason,
    members: _count.memberships,
    events: _count.events,
    created_at: createdAt.toISOString(),
  };
}
