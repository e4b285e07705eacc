import type { CheckName } from "../contract.ts";

/** What a provider of checks said of a token. `unavailable`: it did not answer, or it does not know our secret. */
export type CheckVerdict = "passed" | "failed" | "unavailable";

/**
 * The port to a service that checks browsers. The page shows its widget by the site key and sends the token; the adapter asks the
 * service about it. Adapters never throw.
 */
export type HumanCheck = {
  readonly name: CheckName;
  readonly siteKey: string;
  /** `nonce` is the challenge's, for services that bind a token to a text of ours. */
  readonly verify: (asked: { token: string; nonce: string }) => Promise<CheckVerdict>;
};

/** What our widgets name the action, so that a token of another form of the same site key is not taken. */
export const CHECK_ACTION = "challenge";
