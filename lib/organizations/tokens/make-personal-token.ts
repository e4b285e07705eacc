import { audit } from "#lib/audit/audit";
import { type Refused, refuse } from "#lib/platform/http/refusals";
import type { Staff } from "../authority.ts";
import { findOrganization } from "../find-organization.ts";
import { roleMay } from "../permissions.ts";
import { type MadePersonalToken, type NewPersonalToken, TOKEN_SCOPES, type TokenScope } from "./contract.ts";
import { personalTokenOnWire } from "./list-personal-tokens.ts";
import { newPersonalToken } from "./personal-token.ts";
import { appendPersonalToken } from "./personal-token-store.ts";

/**
 * Creates an access token for programs that act for the person in one organization. Only this answer contains the token.
 * Refuses `not_found` to non-members, and `forbidden` when the role may not create tokens, lacks one of the scopes, or the
 * request itself came with an access token.
 */
export async function makePersonalToken(
  person: Staff,
  organizationId: string,
  wanted: NewPersonalToken,
): Promise<{ ok: true; token: MadePersonalToken } | Refused<"not_found" | "forbidden">> {
  const may = await findOrganization(person, { id: organizationId }, "token.manage");
  if (!may.ok) return may;
  const held = scopesHeld(person, organizationId);
  if (person.scopes !== undefined || !wanted.scopes.every((scope) => held.includes(scope))) return refuse("forbidden");
  const { token, hash, hint } = newPersonalToken();
  const days = wanted.expires_in_days;
  const row = await appendPersonalToken({
    organizationId,
    userId: person.userId,
    name: wanted.name,
    tokenHash: hash,
    hint,
    scopes: wanted.scopes,
    expiresAt: days === undefined ? null : new Date(Date.now() + days * 86_400_000),
  });
  await audit({
    actor: `user:${person.userId}`,
    action: "access_token.create",
    subject: row.id,
    outcome: "ok",
    organizationId,
    detail: { scopes: wanted.scopes, days: days ?? null },
  });
  return { ok: true, token: { ...personalTokenOnWire(row), token } };
}

/** The scopes a token of this person can have there: those of their role. An administrator without a role has none. */
export function scopesHeld(person: Staff, organizationId: string): TokenScope[] {
  const role = person.roles.find((each) => each.organizationId === organizationId)?.role;
  return role === undefined ? [] : TOKEN_SCOPES.filter((scope) => roleMay(role, scope));
}
