import type { Person } from "../identify.ts";
import { verifyAccessToken } from "./access-token.ts";
import { isPersonalToken } from "./personal-token.ts";
import { readPersonalToken } from "./read-personal-token.ts";
import { liveFamily } from "./token-family-state.ts";

/** Who an `Authorization` header speaks for; undefined when it is none of ours, is over, or was revoked. */
export async function readBearer(authorization: string): Promise<Person | undefined> {
  const token = BEARER.exec(authorization)?.[1];
  if (!token) return undefined;
  return isPersonalToken(token) ? readPersonalToken(token) : readAccessToken(token);
}

// The scheme is written in any case (RFC 9110, section 11.1). No token of ours is half as long.
const BEARER = /^Bearer ([\x21-\x7e]{1,4096})$/i;

async function readAccessToken(token: string): Promise<Person | undefined> {
  const claims = await verifyAccessToken(token);
  const person = claims && (await liveFamily(claims.familyId));
  if (!person || person.userId !== claims.userId) return undefined;
  return {
    keys: [`user:${person.userId}`],
    userId: person.userId,
    email: person.email,
    name: person.name ?? undefined,
    isAdmin: person.isAdmin,
    isTwoFactor: claims.isTwoFactor,
  };
}
