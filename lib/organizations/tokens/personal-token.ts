import { createHash, randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";

/**
 * The format of a personal access token: `fsp_`, 256 random bits, and a checksum of six characters, all letters and digits.
 * Secret scanners find a published token by the prefix; the checksum rejects a mistyped one without a look-up.
 */
const PREFIX = "fsp_";
const SECRET_CHARACTERS = 43;
const CHECK_CHARACTERS = 6;
const HINT_CHARACTERS = 4;
const SHAPE = new RegExp(`^${PREFIX}[0-9A-Za-z]{${SECRET_CHARACTERS + CHECK_CHARACTERS}}$`);

/** A new token: the text shown once, the stored hash, and the last characters by which people recognise it. */
export function newPersonalToken(): { token: string; hash: string; hint: string } {
  const secret = base62(BigInt(`0x${randomBytes(32).toString("hex")}`), SECRET_CHARACTERS);
  const token = `${PREFIX}${secret}${checkOf(secret)}`;
  return { token, hash: hashPersonalToken(token), hint: token.slice(-HINT_CHARACTERS) };
}

/** Whether the text has the token's prefix. */
export function isPersonalToken(text: string): boolean {
  return text.startsWith(PREFIX);
}

/** Whether length, letters and checksum are right. */
export function isWellFormed(token: string): boolean {
  const secret = token.slice(PREFIX.length, -CHECK_CHARACTERS);
  return SHAPE.test(token) && token.endsWith(checkOf(secret));
}

/** The stored hash. One round of SHA-256 is enough for 256 random bits. */
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
