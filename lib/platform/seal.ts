import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { secretKey } from "./ids.ts";
import { singleton } from "./singleton.ts";

/** Seals texts so that only this app can read them and changes are detected: AES-256-GCM with a key of the app's secret. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Seals a text for one purpose. The same text looks different each time. */
export function seal(purpose: string, text: string): string {
  const nonce = freshNonce();
  const cipher = createCipheriv("aes-256-gcm", secretKey(purpose), nonce);
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64url");
}

/** Random bytes are drawn for hundreds of nonces at a time: asking the system each time costs more than the cipher. */
function freshNonce(): Buffer {
  const pool = singleton("nonce-pool", () => ({ bytes: Buffer.alloc(0), used: 0 }));
  if (pool.used + NONCE_BYTES > pool.bytes.length)
    Object.assign(pool, { bytes: randomBytes(512 * NONCE_BYTES), used: 0 });
  pool.used += NONCE_BYTES;
  return pool.bytes.subarray(pool.used - NONCE_BYTES, pool.used);
}

/** Opens a text sealed for this purpose; undefined when it was changed or sealed elsewhere. */
export function unseal(purpose: string, sealed: string): string | undefined {
  const bytes = Buffer.from(sealed, "base64url");
  if (bytes.length < NONCE_BYTES + TAG_BYTES) return undefined;
  const decipher = createDecipheriv("aes-256-gcm", secretKey(purpose), bytes.subarray(0, NONCE_BYTES));
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString();
  } catch {
    return undefined;
  }
}
