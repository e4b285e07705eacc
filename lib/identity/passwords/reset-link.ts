import { createHash, randomBytes } from "node:crypto";

/** The link of a forgotten password: 256 random bits, half an hour, one use. */
export const RESET_TTL_MS = 30 * 60_000;

export function newResetToken(): string {
  return randomBytes(32).toString("base64url");
}

/** The hash under which a link is stored. */
export function hashResetToken(token: string): string {
  return createHash("sha256").update(`reset\n${token}`).digest("base64url");
}
