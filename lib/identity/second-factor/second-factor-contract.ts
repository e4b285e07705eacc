import { z } from "zod";
import { text } from "#lib/platform/input";

/** What the forms of the second factor send, and how they are told no. Browser-safe. */

/** A code as people type or paste it, from the app or from the list of recovery codes. */
export const secondFactorInput = z.object({ code: text(40).pipe(z.string().min(6)) });

/**
 * `code_wrong` is said alike of a mistyped, an old and a used code. `too_many_tries` compares nothing any more and says
 * when it will again. `sign_in_lapsed`: the first step was too long ago. `set_up_lapsed`: the secret waits no longer.
 * `two_factor_needed`: this session did not show the second factor there is.
 */
export type SecondFactorCode =
  | "code_wrong"
  | "too_many_tries"
  | "sign_in_lapsed"
  | "set_up_lapsed"
  | "already_on"
  | "two_factor_needed";
export type SecondFactorRefused<Code extends SecondFactorCode> = {
  readonly ok: false;
  readonly refusal: { readonly code: Code; readonly retryAfterSeconds?: number };
};

/** What the page of one's account shows of it. */
export type SecondFactorView = {
  readonly since: Date | undefined;
  readonly recoveryCodesLeft: number;
};
