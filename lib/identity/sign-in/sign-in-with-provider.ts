import { audit } from "#lib/audit/audit";
import type { Refused } from "#lib/platform/http/refusals";
import { assessSignUp } from "#lib/protection/risk/assess-sign-up";
import type { OpenedSession, SecondFactorNeeded } from "../contract.ts";
import { renamePerson } from "../queries.ts";
import { claimVerifiedUser, findLinkedUser, linkAccount } from "../store.ts";
import { beginSession } from "./open-session.ts";

/** Another provider's statement about a person who signed in there. */
export type ProviderProof = {
  provider: "google" | "github";
  providerAccountId: string;
  /** Undefined when the provider has not verified the address. */
  verifiedEmail: string | undefined;
  name: string | undefined;
};

/**
 * Opens a session for a person who signed in at Google or GitHub. An account there that is not linked yet is linked by its
 * mail address, and only when the provider has verified it; otherwise anyone could claim another person's address. Refuses
 * `mail_unproven`, `sign_in_failed` for a disabled person, and `second_factor_needed`, because another provider counts as the
 * first factor.
 */
export async function signInWithProvider(
  proof: ProviderProof,
  locale: string,
): Promise<OpenedSession | SecondFactorNeeded | Refused<"mail_unproven" | "sign_in_failed">> {
  const { provider, providerAccountId } = proof;
  const user = (await findLinkedUser(provider, providerAccountId)) ?? (await linkByMail(proof, locale));
  if (user && !user.disabledAt) return beginSession(user.id, provider);
  const code = user ? "sign_in_failed" : "mail_unproven";
  const subject = user ? `user:${user.id}` : provider;
  await audit({ actor: "stranger", action: "session.open", subject, outcome: "failed", detail: { how: provider } });
  return { ok: false, refusal: { code } };
}

async function linkByMail({ provider, providerAccountId, verifiedEmail, name }: ProviderProof, locale: string) {
  if (!verifiedEmail) return undefined;
  const user = await claimVerifiedUser(verifiedEmail, locale);
  if (user.disabledAt) return user;
  if (user.isNew) await assessSignUp(verifiedEmail);
  await linkAccount(user.id, provider, providerAccountId);
  if (user.name === null && name) await renamePerson(user.id, name.slice(0, 100));
  // If two requests link the same account at the same moment, the first link counts.
  return findLinkedUser(provider, providerAccountId);
}
