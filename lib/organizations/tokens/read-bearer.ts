import type { Person } from "#lib/identity/identify";
import { verifyAccessToken } from "#lib/identity/tokens/access-token";
import { liveFamily } from "#lib/identity/tokens/token-family-state";
import { isPersonalToken } from "./personal-token.ts";
import { readPersonalToken } from "./read-personal-token.ts";

/** The person of an `Authorization` header; undefined for an unknown, lapsed or revoked token. */
export async function readBearer(authorization: string): Promise<Person | undefined> {
  if (!SCHEME.test(authorization)) return undefined;
  const token = authorization.slice("Bearer ".length);
  if (isPersonalToken(token)) return readPersonalToken(token);
  const claims = await verifyAccessToken(token);
  const person = claims && (await liveFamily(claims.familyId));
  if (!person || person.userId !== claims.userId) return undefined;
  return {
    keys: [`user:${person.userId}`],
    userId: person.userId,
    email: person.email,
    isEmailProven: person.isEmailProven,
    name: person.name ?? undefined,
    isAdmin: person.isAdmin,
    isTwoFactor: claims.isTwoFactor,
  };
}

/** Written in any case (RFC 9110, section 11.1). */
const SCHEME = /^Bearer /i;
