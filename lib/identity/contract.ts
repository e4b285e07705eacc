import { z } from "zod";
import type { Refused } from "#lib/platform/http/refusals";
import { email, text } from "#lib/platform/input";

/** What sign-in and sign-up forms send. Browser-safe. */

export const PASSWORD_CHARACTERS_MIN = 10;

// The upper bound keeps long texts from occupying the server with hashing.
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
export const resetPasswordInput = z.object({ token: text(100), password: newPassword });
export const mailLinkInput = z.object({ token: text(100) });
export const codeInput = z.object({ code: mailCode });
export const changeEmailInput = z.object({ email, code: mailCode });

export type SignUpInput = z.output<typeof signUpInput>;

/** The first factor was right and the second is missing. The browser keeps `pending` until the second factor is shown. */
export type SecondFactorNeeded = Refused<"second_factor_needed"> & { pending: string };

/** A session just opened: the cookie's value and its expiry. */
export type OpenedSession = { ok: true; session: { token: string; expires: Date } };
