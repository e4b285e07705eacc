import { createHmac } from "node:crypto";
import { derivedKey, readableCode } from "#lib/platform/ids";

/** Ten codes on paper for the day the phone is gone: fifty random bits each, one use each. */
const CODES = 10;

/** New codes as people copy them, `7K2QD-M0XRT`. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: CODES }, () => `${readableCode(5)}-${readableCode(5)}`);
}

/** A typed code in the one form that is hashed, or undefined when it cannot be one. What looks alike counts alike. */
export function plainRecoveryCode(typed: string): string | undefined {
  const plain = typed.toUpperCase().replace(/[\s-]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");
  return /^[0-9A-HJKMNP-TV-Z]{10}$/.test(plain) ? plain : undefined;
}

/** What is stored of a code: keyed with the app's secret, and another hash for each person. */
export function hashRecoveryCode(userId: string, plain: string): string {
  return createHmac("sha256", derivedKey("recovery-code")).update(`${userId}\n${plain}`).digest("base64url");
}

/** The same for a whole list of new codes. */
export function hashRecoveryCodes(userId: string, codes: string[]): string[] {
  return codes.map((code) => hashRecoveryCode(userId, plainRecoveryCode(code) ?? ""));
}
