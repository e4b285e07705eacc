import { type JWTPayload, jwtVerify, SignJWT } from "jose";
import { LRUCache } from "lru-cache";
import { z } from "zod";
import { env } from "#lib/platform/env";
import { uuidv7 } from "#lib/platform/ids";
import { singleton } from "#lib/platform/singleton";
import { ACCESS_TOKEN_SECONDS, currentSigner, verificationKey } from "./signing-keys.ts";

/**
 * Access tokens: JSON Web Tokens signed with RS256 (RFC 7519, and RFC 9068 for the type), valid for an hour. Only this
 * algorithm, type, issuer and audience is accepted, regardless of the token's own header (RFC 8725).
 */
export type AccessClaims = {
  readonly userId: string;
  /** The token family (one sign-in of an API client), with which the token ends. */
  readonly familyId: string;
  readonly isTwoFactor: boolean;
  readonly expiresMs: number;
};

/** Signs a token for the person. `seconds` is at most an hour. */
export async function signAccessToken(
  whose: Omit<AccessClaims, "expiresMs">,
  seconds: number = ACCESS_TOKEN_SECONDS,
): Promise<string> {
  const { kid, privateKey } = await currentSigner();
  const now = Math.floor(Date.now() / 1_000);
  return new SignJWT({ fam: whose.familyId, amr: whose.isTwoFactor ? ["pwd", "otp"] : ["pwd"] })
    .setProtectedHeader({ alg: ALGORITHM, typ: TYPE, kid })
    .setSubject(whose.userId)
    .setJti(uuidv7())
    .setIssuer(env().APP_URL)
    .setAudience(AUDIENCE)
    .setIssuedAt(now)
    .setExpirationTime(now + Math.min(seconds, ACCESS_TOKEN_SECONDS))
    .sign(privateKey);
}

/**
 * The claims of a valid token; undefined for any other. A verified token is cached until it lapses, because checking the
 * signature costs more than the rest of the request pipeline.
 */
export async function verifyAccessToken(token: string): Promise<AccessClaims | undefined> {
  const name = token.slice(-NAME_LENGTH);
  const known = verified().get(name);
  if (known?.token === token) {
    if (known.claims.expiresMs > Date.now()) return known.claims;
    verified().delete(name);
  }
  const claims = await readClaims(token);
  if (claims) verified().set(name, { token, claims });
  return claims;
}

/** Letters at the end of the signature by which a token is looked for: a map of whole ones hashes 700 letters at each look. */
const NAME_LENGTH = 22;
type Verified = { readonly token: string; readonly claims: AccessClaims };

const ALGORITHM = "RS256";
const TYPE = "at+jwt";
const AUDIENCE = "fairseat-api";
/** The clocks of two servers may differ by this much. */
const TOLERANCE_SECONDS = 5;
const VERIFIED_MAX = 20_000;

const payload = z.object({ sub: z.uuid(), fam: z.uuid(), exp: z.number(), amr: z.array(z.string()) });

async function readClaims(token: string): Promise<AccessClaims | undefined> {
  const believed = await believe(token);
  const parsed = payload.safeParse(believed);
  if (!parsed.success) return undefined;
  const { sub, fam, exp, amr } = parsed.data;
  return { userId: sub, familyId: fam, isTwoFactor: amr.includes("otp"), expiresMs: exp * 1_000 };
}

/** The payload of a valid token. Throws when the database is unreachable, which says nothing about the token. */
async function believe(token: string): Promise<JWTPayload | undefined> {
  let trouble: unknown;
  const keyOf = async ({ kid }: { kid?: string }) => {
    const key = await verificationKey(kid ?? "").catch((error: unknown) => {
      trouble = error;
    });
    if (!key) throw new Error("no key of that name");
    return key;
  };
  try {
    const { payload } = await jwtVerify(token, keyOf, {
      algorithms: [ALGORITHM],
      typ: TYPE,
      issuer: env().APP_URL,
      audience: AUDIENCE,
      requiredClaims: ["sub", "fam", "jti", "iat", "exp"],
      // Measured from `iat`: one from the future is not yet valid, and none is good for longer than we give.
      maxTokenAge: ACCESS_TOKEN_SECONDS,
      clockTolerance: TOLERANCE_SECONDS,
    });
    return payload;
  } catch {
    if (trouble) throw trouble;
    return undefined;
  }
}

function verified(): LRUCache<string, Verified> {
  return singleton("verified-access-tokens", () => new LRUCache<string, Verified>({ max: VERIFIED_MAX }));
}
