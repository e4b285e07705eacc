import { findPasskeysOf } from "../passkeys/passkey-store.ts";
import { readSecondFactor } from "./read-second-factor.ts";

/** Somebody in a session of theirs. */
export type FactorHolder = {
  readonly userId: string;
  /** Whether their work requires a second factor: an administrator's, or a role's that handles money. */
  readonly needsSecondFactor: boolean;
  /** Whether a second factor was shown in this session. */
  readonly isTwoFactor: boolean;
};

/**
 * Whether the session may add or take away what stands for a second factor. Who has one must have shown it, else a stolen
 * password would be enough to make a second factor of one's own. Those who only have passkeys and handle no money may change
 * them by the first factor, so that a lost phone locks no fan out of their own list.
 */
export async function mayChangeFactors(person: FactorHolder): Promise<boolean> {
  if (person.isTwoFactor) return true;
  const [secret, passkeys] = await Promise.all([readSecondFactor(person.userId), findPasskeysOf(person.userId)]);
  return secret.since === undefined && (passkeys.length === 0 || !person.needsSecondFactor);
}
