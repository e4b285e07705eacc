import type { Person } from "#lib/identity/identify";
import { hashPersonalToken, isWellFormed } from "./personal-token.ts";
import { findPersonalToken, notePersonalTokenUse } from "./personal-token-store.ts";

/**
 * The person a personal access token acts as: its creator, in one organization, limited to its scopes and the creator's role
 * there. It has its own buyer key, so it cannot reach the creator's purchases, and its own limits.
 */
export async function readPersonalToken(token: string): Promise<Person | undefined> {
  const found = isWellFormed(token) ? await findPersonalToken(hashPersonalToken(token)) : undefined;
  if (!found) return undefined;
  if (found.isUseDue) await notePersonalTokenUse(found.id);
  return {
    keys: [`token:${found.id}`],
    userId: found.userId,
    email: found.email,
    isEmailProven: found.isEmailProven,
    name: found.name ?? undefined,
    // Even an administrator's token is limited to its organization.
    isAdmin: false,
    // Creating a token requires a session with a second factor.
    isTwoFactor: true,
    scopes: found.scopes,
    onlyFor: found.organizationId,
  };
}
