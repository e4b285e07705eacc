import { z } from "zod";
import type { Refused } from "#lib/platform/http/refusals";
import { seal, unseal } from "#lib/platform/seal";
import type { SignUpInput } from "../contract.ts";
import { isBreachedPassword } from "../passwords/breached-password.ts";
import { hashPassword } from "../passwords/password.ts";
import { refuse } from "../refusals.ts";
import { CODE_TTL_MS } from "./mail-code.ts";
import { sendMailCode } from "./send-mail-code.ts";

/**
 * Begins an account: mails a code and answers a sealed text, which the browser keeps until the code is typed. Nothing about the
 * person is stored before that, and the answer is the same when the address has an account already. Refuses
 * `password_breached` for a password that is known to be stolen.
 */
export async function signUp(
  input: SignUpInput,
  locale: string,
): Promise<{ ok: true; pendingSignUp: string; ttlMs: number } | Refused<"password_breached">> {
  if (await isBreachedPassword(input.password)) return refuse("password_breached");
  const passwordHash = await hashPassword(input.password);
  const given: Pending = { email: input.email, name: input.name, passwordHash, until: Date.now() + CODE_TTL_MS };
  const pendingSignUp = seal("sign-up", JSON.stringify(given));
  await sendMailCode({ email: input.email, locale });
  return { ok: true, pendingSignUp, ttlMs: CODE_TTL_MS };
}

/** Opens the text sealed by `signUp`; undefined when it is invalid or too old. */
export function openSignUp(sealed: string | undefined): Pending | undefined {
  if (!sealed || sealed.length > 3_000) return undefined;
  const text = unseal("sign-up", sealed);
  if (text === undefined) return undefined;
  const opened = pending.parse(JSON.parse(text));
  return opened.until > Date.now() ? opened : undefined;
}

const pending = z.object({ email: z.string(), name: z.string(), passwordHash: z.string(), until: z.number() });
type Pending = z.infer<typeof pending>;
