import { z } from "zod";
import { text } from "#lib/platform/input";

/** What the forms of the second factor send, and how they are told no. Browser-safe. */

/** A code as people type or paste it, from the app or from the list of recovery codes. */
export const secondFactorInput = z.object({ code: text(40).pipe(z.string().min(6)) });

/** What the page of one's account shows of it. */
export type SecondFactorView = {
  readonly since: Date | undefined;
  readonly recoveryCodesLeft: number;
};
