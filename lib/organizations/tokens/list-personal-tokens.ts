import type { Refused } from "#lib/platform/http/refusals";
import type { Staff } from "../authority.ts";
import { findOrganization } from "../find-organization.ts";
import type { PersonalTokenWire } from "./contract.ts";
import { listPersonalTokenRows, type PersonalTokenRow } from "./personal-token-store.ts";

/**
 * All access tokens of an organization, the newest first, including lapsed ones but not revoked ones. Refuses `not_found` to
 * non-members and `forbidden` without the permission.
 */
export async function listPersonalTokens(
  person: Staff,
  organizationId: string,
): Promise<{ ok: true; tokens: PersonalTokenWire[] } | Refused<"not_found" | "forbidden">> {
  const may = await findOrganization(person, { id: organizationId }, "token.manage");
  if (!may.ok) return may;
  return { ok: true, tokens: (await listPersonalTokenRows(organizationId)).map(personalTokenOnWire) };
}

/** A token as the API and the page show it. */
export function personalTokenOnWire(row: PersonalTokenRow): PersonalTokenWire {
  return {
    id: row.id,
    name: row.name,
    hint: row.hint,
    scopes: row.scopes,
    created_by: row.user.name ?? row.user.email,
    created_at: row.createdAt.toISOString(),
    expires_at: row.expiresAt?.toISOString() ?? null,
    last_used_at: row.lastUsedAt?.toISOString() ?? null,
  };
}
