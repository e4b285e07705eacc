import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { z } from "zod";
import { derivedKey } from "#lib/platform/ids";
import type { SignUpInput } from "./contract.ts";
import { CODE_TTL_MS } from "./mail-code.ts";
import { hashPassword } from "./password.ts";
import { sendMailCode } from "./send-mail-code.ts";

/**
 * Begins an account: mails a code and answers a sealed text for the browser to keep until the code is typed. Nothing is
 * written about the person before that, and the answer is the same when the address has an account already.
 */
export async function signUp(input: SignUpInput, locale: string): Promise<{ pendingSignUp: string; ttlMs: number }> {
  const passwordHash = await hashPassword(input.password);
  const pendingSignUp = seal({ email: input.email, name: input.name, passwordHash, until: Date.now() + CODE_TTL_MS });
  await sendMailCode({ email: input.email, locale });
  return { pendingSignUp, ttlMs: CODE_TTL_MS };
}

/** What `signUp` sealed, or undefined when it is not ours, was changed, or is too old. */
export function openSignUp(sealed: string | undefined): Pending | undefined {
  const bytes = Buffer.from(sealed ?? "", "base64url");
  if (bytes.length <= NONCE_BYTES + TAG_BYTES || bytes.length > 2_000) return undefined;
  const decipher = createDecipheriv("aes-256-gcm", derivedKey("sign-up"), bytes.subarray(0, NONCE_BYTES));
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  try {
    const text = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString();
    const opened = pending.parse(JSON.parse(text));
    return opened.until > Date.now() ? opened : undefined;
  } catch {
    return undefined;
  }
}

const pending = z.object({ email: z.string(), name: z.string(), passwordHash: z.string(), until: z.number() });
type Pending = z.infer<typeof pending>;

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

function seal(value: Pending): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", derivedKey("sign-up"), nonce);
  const body = Buffer.concat([cipher.update(JSON.stringify(value)), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64url");
}
