import { createHash, randomBytes } from "node:crypto";

/** The link that makes an administrator: 256 random bits, one day, one use. */
export const ADMINISTRATOR_LINK_MS = 24 * 3_600_000;

export function newAdministratorToken(): string {
  return randomBytes(32).toString("base64url");
}

/** The hash under which a link is stored. */
export function hashAdministratorToken(token: string): string {
  return createHash("sha256").update(`administrator\n${token}`).digest("base64url");
}
