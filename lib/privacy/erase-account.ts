import type { SignedIn } from "#lib/identity/identify";
import { isFreshProof } from "#lib/identity/sign-in/session-rules";
import { refuse } from "#lib/organizations/refusals";
import type { Refused } from "#lib/platform/http/refusals";
import { claimErasure } from "./erase-store.ts";

/**
 * Erases the account for good: it cannot sign in again, and moments later its orders contain no personal data (the books keep
 * their amounts). Live tickets stay valid unless `voidTickets`: then they are forfeited without a refund and their seats are
 * sold again. Refuses `forbidden` for an access token, `proof_required` unless the person confirmed their identity within
 * fifteen minutes, `invalid_request` when `email` is not the account's, and `last_owner` with the names of the organizations
 * that have no other owner.
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
