import { createHash, createHmac, randomBytes } from "node:crypto";
import { derivedKey } from "#lib/platform/ids";

/** Refresh tokens: `fsr_` and 256 random bits, stored as SHA-256, which is enough for unguessable values. */
const PREFIX = "fsr_";

export function newRefreshToken(): string {
  return PREFIX + randomBytes(32).toString("base64url");
}

/**
 * The successor of `token`. A repeated request with the same idempotency key gets the same one without storing it; without a
 * key it is random. It cannot be computed without the app's secret and the old token.
 */
export function successorOf(token: string, idempotencyKey: string | undefined): string {
  if (idempotencyKey === undefined) return newRefreshToken();
  const bytes = createHmac("sha256", derivedKey("refresh-token"))
    .update(`${token} ${idempotencyKey}`)
    .digest("base64url");
  return PREFIX + bytes;
}

export function hashRefreshToken(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
