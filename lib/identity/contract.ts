import { z } from "zod";
import { email, text } from "#lib/platform/input";

/** What sign-in and sign-up forms send, and the ways they are told no. Browser-safe. */

export const PASSWORD_CHARACTERS_MIN = 10;

// The upper bound keeps a long text from being a cheap way to make the server hash for long.
const newPassword = z.string().min(PASSWORD_CHARACTERS_MIN).max(200);
const anyPassword = z.string().min(1).max(200);
const personName = text(100).pipe(z.string().min(1));
const mailCode = z
  .string()
  .transform((value) => value.replace(/[\s-]/g, ""))
  .pipe(z.string().regex(/^\d{6}$/));

export const signInInput = z.object({ email, password: anyPassword });
export const sendCodeInput = z.object({ email });
export const checkCodeInput = z.object({ email, code: mailCode });
export const signUpInput = z.object({ name: personName, email, password: newPassword });
export const renameInput = z.object({ name: personName });
export const newPasswordInput = z.object({ password: newPassword });
export const anyPasswordInput = z.object({ password: anyPassword });
export const resetPasswordInput = z.object({ token: z.string().max(100), password: newPassword });
export const codeInput = z.object({ code: mailCode });
export const changeEmailInput = z.object({ email, code: mailCode });

export type SignUpInput = z.output<typeof signUpInput>;

/**
 * Refusals of accounts. `sign_in_failed` is said alike for an unknown mail, a wrong password, a person without a password
 * and a disabled one, so that nobody learns who has an account here. `code_wrong` covers lapsed, used and unknown codes,
 * `link_wrong` the same of links. `password_breached`: the password stands in lists of stolen ones. `mail_taken` is told to
 * those alone who proved that the mailbox is theirs. `mail_unproven`: another provider does not vouch for the address.
 */
export type AccountRefusal<Code extends AccountRefusalCode> = { ok: false; refusal: { code: Code } };
export type AccountRefusalCode =
  | "sign_in_failed"
  | "code_wrong"
  | "password_breached"
  | "link_wrong"
  | "mail_taken"
  | "mail_unproven"
  | "proof_needed";

/** The first factor was right and the second is missing. `pending` is kept by the browser until it is shown. */
export type SecondFactorNeeded = { ok: false; refusal: { code: "second_factor_needed" }; pending: string };

/** A session just opened: what goes into the cookie, and until when. */
export type OpenedSession = { ok: true; session: { token: string; expires: Date } };
