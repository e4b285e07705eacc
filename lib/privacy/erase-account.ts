import type { SignedIn } from "#lib/identity/identify";
import { isFreshProof } from "#lib/identity/sign-in/session-rules";
import { refuse } from "#lib/organizations/refusals";
import type { Refused } from "#lib/platform/http/refusals";
import { claimErasure } from "./erase-store.ts";

/**
 * Erases the account for good: nobody signs in with it again, and within moments its orders name nobody (the books keep
 * their amounts). Live tickets stay valid unless `voidTickets`: then they are given up without money back and their seats
 * are sold again. Refuses `forbidden` for an access token, `proof_required` unless the person showed who they are within
 * fifteen minutes, `invalid_request` when `email` is not the account's, and `last_owner` with the names of the
 * organizations that nobody else owns.
 */
export async function eraseAccount(
  person: SignedIn,
  wanted: { email: string; voidTickets: boolean },
): Promise<{ ok: true } | Refused<"forbidden" | "proof_required" | "invalid_request" | "last_owner">> {
  if (person.scopes) return refuse("forbidden");
  if (!isFreshProof(person.provenAt)) return refuse("proof_required");
  const outcome = await claimErasure(person.userId, wanted);
  switch (outcome.kind) {
    case "erased":
      return { ok: true };
    case "last_owner":
      return refuse("last_owner", { organizations: outcome.organizations });
    case "missing":
      return refuse("invalid_request", { fields: [{ path: "email", message: "must be the mail of this account" }] });
  }
}
