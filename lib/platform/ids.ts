import {
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  randomUUID,
  timingSafeEqual,
} from "node:crypto";
import { env } from "./env.ts";
import { singleton } from "./singleton.ts";

/** A UUID version 7 (RFC 9562, section 5.7): 48 bits of milliseconds, then 74 random bits, so keys grow with time. */
export function uuidv7(nowMs: number = Date.now()): string {
  const time = nowMs.toString(16).padStart(12, "0");
  // The random bits of a version 4, which Node draws from a pool: several are made for each hold.
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}

/** The public id of a thing of an event: `12-0192f0c1-…`, so that it is routed without a look-up. */
export function publicId(eventId: number, id: string): string {
  return `${eventId}-${id}`;
}

const PUBLIC_ID = /^([1-9]\d{0,9})-([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;

/** The parts of a public id, or undefined when the text is none or its event cannot exist. */
export function parsePublicId(text: string): { eventId: number; id: string } | undefined {
  const match = PUBLIC_ID.exec(text);
  const eventId = Number(match?.[1]);
  return match?.[2] && eventId <= 2_147_483_647 ? { eventId, id: match[2] } : undefined;
}

// Crockford's base 32: no I, L, O, U, so that a number can be read out at a box office.
const READABLE = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Random characters that survive being read aloud, five bits each. */
export function readableCode(length: number): string {
  return Array.from(randomBytes(length), (byte) => READABLE[byte & 31]).join("");
}

/** A key for one purpose, derived from the app's secret (HKDF-SHA256, RFC 5869). */
export function derivedKey(purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", env().APP_SECRET, "", `fairseat ${purpose}`, 32));
}

/** The same, ready for use. Every request with a cookie needs one, and making it costs more than the signature. */
export function secretKey(purpose: string): KeyObject {
  const known = singleton("secret-keys", () => new Map<string, KeyObject>());
  const name = `${env().APP_SECRET} ${purpose}`;
  let key = known.get(name);
  if (!key) {
    key = createSecretKey(derivedKey(purpose));
    known.set(name, key);
  }
  return key;
}

/** `value.signature`, for cookies and links that only this app may mint. */
export function signValue(purpose: string, value: string): string {
  return `${value}.${createHmac("sha256", secretKey(purpose)).update(value).digest("base64url")}`;
}

/** The value of a signed text, or undefined when the signature is invalid. Compares in constant time. */
export function verifySigned(purpose: string, signed: string): string | undefined {
  const dot = signed.lastIndexOf(".");
  if (dot < 1) return undefined;
  const value = signed.slice(0, dot);
  const expected = Buffer.from(signValue(purpose, value));
  const given = Buffer.from(signed);
  return given.length === expected.length && timingSafeEqual(given, expected) ? value : undefined;
}
