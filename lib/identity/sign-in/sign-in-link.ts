import { createHash, randomBytes } from "node:crypto";

/** The link in the mail with a code: 256 random bits, half an hour, one use. */
export const LINK_TTL_MS = 30 * 60_000;

export function newSignInLink(): string {
  return randomBytes(32).toString("base64url");
}

/** The hash under which a link is stored. */
export function hashSignInLink(token: string): string {
  return createHash("sha256").update(`sign-in\n${token}`).digest("base64url");
}
