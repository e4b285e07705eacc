import { createHash, randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";

/**
 * What a personal access token looks like: `fsp_`, 256 random bits, and a check of six characters, all of them letters
 * and digits. By the prefix scanners find one that was published; by the check a mistyped one is known without a look-up.
 */
const PREFIX = "fsp_";
const SECRET_CHARACTERS = 43;
const CHECK_CHARACTERS = 6;
const HINT_CHARACTERS = 4;
const SHAPE = new RegExp(`^${PREFIX}[0-9A-Za-z]{${SECRET_CHARACTERS + CHECK_CHARACTERS}}$`);

/** A new token: what is shown once, what is kept of it, and the last characters by which people know it again. */
export function newPersonalToken(): { token: string; hash: string; hint: string } {
  const secret = base62(BigInt(`0x${randomBytes(32).toString("hex")}`), SECRET_CHARACTERS);
  const token = `${PREFIX}${secret}${checkOf(secret)}`;
  return { token, hash: hashPersonalToken(token), hint: token.slice(-HINT_CHARACTERS) };
}

/** Whether the text says it is such a token. */
export function isPersonalToken(text: string): boolean {
  return text.startsWith(PREFIX);
}

/** Whether it can be one: length, letters and check. */
export function isWellFormed(token: string): boolean {
  const secret = token.slice(PREFIX.length, -CHECK_CHARACTERS);
  return SHAPE.test(token) && token.endsWith(checkOf(secret));
}

/** What is stored. The token has 256 random bits, so that one round of SHA-256 is enough. */
export function hashPersonalToken(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}

function checkOf(secret: string): string {
  return base62(BigInt(crc32(secret)), CHECK_CHARACTERS);
}

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

function base62(value: bigint, length: number): string {
  let rest = value;
  let text = "";
  while (text.length < length) {
    text = `${DIGITS[Number(rest % 62n)]}${text}`;
    rest /= 62n;
  }
  return text;
}
