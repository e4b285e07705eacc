import { audit } from "#lib/audit/audit";
import type { Refused } from "#lib/platform/http/refusals";
import type { OpenedSession, SecondFactorNeeded } from "../contract.ts";
import { claimVerifiedUser, findLinkedUser, linkAccount, renameUser } from "../store.ts";
import { beginSession } from "./open-session.ts";

/** What another provider says of whoever signed in there. */
export type ProviderProof = {
  provider: "google" | "github";
  providerAccountId: string;
  /** Undefined where the provider does not vouch for the address. */
  verifiedEmail: string | undefined;
  name: string | undefined;
};

/**
 * Opens a session for whoever signed in at Google or GitHub. An account there that is not linked yet is linked by its mail
 * alone, and only when the provider vouches for it: else anybody could name somebody else's. Refuses `mail_unproven`,
 * `sign_in_failed` for a disabled person, and `second_factor_needed`: another provider's word is a first factor here.
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
  await linkAccount(user.id, provider, providerAccountId);
  if (user.name === null && name) await renameUser(user.id, name.slice(0, 100));
  // Two accounts there that are linked at the same moment: whom it was linked to first decides.
  return findLinkedUser(provider, providerAccountId);
}
