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
 * Makes an access token for programs that act in the person's place in one organization. The answer is the only place where
 * it ever stands. Refuses `not_found` where they do not belong; `forbidden` where their role may not make tokens or does not
 * hold every scope itself, and to whoever came with a token: one cannot beget another.
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

/** What a token of this person can be allowed there: what their role holds. An administrator who does not belong has no role to lend. */
export function scopesHeld(person: Staff, organizationId: string): TokenScope[] {
  const role = person.roles.find((each) => each.organizationId === organizationId)?.role;
  return role === undefined ? [] : TOKEN_SCOPES.filter((scope) => roleMay(role, scope));
}
