import { type Factors, findFactors } from "./second-factor-store.ts";

/** A signed-in person and their session. */
export type FactorHolder = {
  readonly userId: string;
  /** Whether their work requires a second factor: an administrator's, or a role's that handles money. */
  readonly needsSecondFactor: boolean;
  /** Whether a second factor was shown in this session. */
  readonly isTwoFactor: boolean;
};

/**
 * Whether the session may add or remove second factors. A person with a second factor must have shown it; otherwise a stolen
 * password would be enough to set up another one. A person with only passkeys, whose work involves no money, may change them
 * with the first factor, so that a lost phone does not lock a fan out of the list.
 */
export async function mayChangeFactors(person: FactorHolder): Promise<boolean> {
  return person.isTwoFactor || mayChangeBeside(person, await findFactors(person.userId));
}

/** The same rule over the factors as they are, for those who have locked them. */
export function mayChangeBeside(person: FactorHolder, { isAppOn, passkeys }: Factors): boolean {
  return person.isTwoFactor || (!isAppOn && (passkeys === 0 || !person.needsSecondFactor));
}
