import { createHmac } from "node:crypto";
import { derivedKey, readableCode } from "#lib/platform/ids";

/** Ten codes to write down in case the phone is lost: fifty random bits and one use each. */
const CODES = 10;

/** New codes as people copy them, `7K2QD-M0XRT`. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: CODES }, () => `${readableCode(5)}-${readableCode(5)}`);
}

/** A typed code in its canonical form, or undefined when it cannot be one. Characters that look alike count as equal. */
export function plainRecoveryCode(typed: string): string | undefined {
  const plain = typed.toUpperCase().replace(/[\s-]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");
  return /^[0-9A-HJKMNP-TV-Z]{10}$/.test(plain) ? plain : undefined;
}

/** The stored hash of a code: keyed with the app's secret, and different for each person. */
export function hashRecoveryCode(userId: string, plain: string): string {
  return createHmac("sha256", derivedKey("recovery-code")).update(`${userId}\n${plain}`).digest("base64url");
}

/** The same for a whole list of new codes. */
export function hashRecoveryCodes(userId: string, codes: string[]): string[] {
  return codes.map((code) => hashRecoveryCode(userId, plainRecoveryCode(code) ?? ""));
}
