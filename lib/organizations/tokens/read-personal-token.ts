import type { Person } from "#lib/identity/identify";
import { hashPersonalToken, isWellFormed } from "./personal-token.ts";
import { findPersonalToken, notePersonalTokenUse } from "./personal-token-store.ts";

/**
 * Who a personal access token acts as: its maker, in one organization, with no more than its scopes and no more than the
 * maker's role there. Its key is its own, so that what its maker bought is not open to it, and it has limits of its own.
 */
export async function readPersonalToken(token: string): Promise<Person | undefined> {
  const found = isWellFormed(token) ? await findPersonalToken(hashPersonalToken(token)) : undefined;
  if (!found) return undefined;
  if (found.isUseDue) await notePersonalTokenUse(found.id);
  return {
    keys: [`token:${found.id}`],
    userId: found.userId,
    email: found.email,
    name: found.name ?? undefined,
    // An administrator's token is for its organization too, and for nothing else.
    isAdmin: false,
    // Making one takes a session with a second factor.
    isTwoFactor: true,
    scopes: found.scopes,
    onlyFor: found.organizationId,
  };
}
