import { createHash, createHmac, randomBytes } from "node:crypto";
import { derivedKey } from "#lib/platform/ids";

/** Refresh tokens: `fsr_` and 256 bits. They are stored as SHA-256, which is enough for what nobody can guess. */
const PREFIX = "fsr_";

export function newRefreshToken(): string {
  return PREFIX + randomBytes(32).toString("base64url");
}

/**
 * The token that comes after `token`. A request with an idempotency key gets the same one however often it comes, without
 * its being stored anywhere; without a key it is random. Nobody can make it without the app's secret and the old token.
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
