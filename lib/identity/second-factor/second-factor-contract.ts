import { z } from "zod";
import { text } from "#lib/platform/input";

/** The input and the refusals of the second factor's forms. Browser-safe. */

/** A code as people type or paste it, from the app or from the list of recovery codes. */
export const secondFactorInput = z.object({ code: text(40).pipe(z.string().min(6)) });

/** The second factor on the account page. */
export type SecondFactorView = {
  readonly since: Date | undefined;
  readonly recoveryCodesLeft: number;
};
