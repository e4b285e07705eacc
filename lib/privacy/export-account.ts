import { audit } from "#lib/audit/audit";
import { listLinesOf } from "#lib/audit/queries";
import type { SignedIn } from "#lib/identity/identify";
import { loadPersonForExport } from "#lib/identity/people/export-queries";
import { roleWord } from "#lib/organizations/contract";
import { loadMemberForExport } from "#lib/organizations/members/export-queries";
import { inBulkhead } from "#lib/platform/bulkhead";
import { type Refused, refuse } from "#lib/platform/http/refusals";
import { referenceOf } from "#lib/protection/risk/review-reference";
import { loadReviewsForExport } from "#lib/protection/risk/review-store";
import type { AccountExport } from "./export-contract.ts";

/**
 * Exports all data about the person, without secrets and hashes. The export is audited. Refuses `forbidden` for an access token,
 * which acts for an organization and not for the person.
 */
export async function exportAccount(
  person: SignedIn,
): Promise<{ ok: true; account: AccountExport } | Refused<"forbidden">> {
  if (person.scopes) return refuse("forbidden");
  const who = `user:${person.userId}`;
  await audit({ actor: who, action: "account.export", subject: who, outcome: "ok" });
  return inBulkhead("export", async () => {
    const user = await loadPersonForExport(person.userId);
    const [member, activity, reviews] = await Promise.all([
      loadMemberForExport({ userId: user.id, email: user.email }),
      listLinesOf(who),
      loadReviewsForExport(user.id),
    ]);
    return { ok: true, account: accountOf({ user, member, activity, reviews }) };
  });
}

type Kept = {
  user: Awaited<ReturnType<typeof loadPersonForExport>>;
  member: Awaited<ReturnType<typeof loadMemberForExport>>;
  activity: Awaited<ReturnType<typeof listLinesOf>>;
  reviews: Awaited<ReturnType<typeof loadReviewsForExport>>;
};

function accountOf({ user, member, activity, reviews }: Kept): AccountExport {
  return {
    id: user.id,
    email: user.email,
    email_verified_at: iso(user.emailVerified),
    name: user.name,
    locale: user.locale,
    created_at: user.createdAt.toISOString(),
    signs_in_with: user.accounts.map(({ provider }) => provider),
    second_factor_since: iso(user.twoFactor?.confirmedAt),
    organizations: member.memberships.map(({ organization, role, createdAt }) => {
      return { name: organization.name, role: roleWord(role), joined_at: createdAt.toISOString() };
    }),
    invitations: member.invitations.map(({ organization, role, createdAt, acceptedAt }) => ({
      organization: organization.name,
      role: roleWord(role),
      created_at: createdAt.toISOString(),
      accepted_at: iso(acceptedAt),
    })),
    sessions: user.sessions.map((session) => ({
      created_at: session.createdAt.toISOString(),
      last_seen_at: session.lastSeenAt.toISOString(),
      ends_at: session.endsAt.toISOString(),
      address: session.address,
      user_agent: session.userAgent,
      two_factor: session.twoFactorAt !== null,
    })),
    passkeys: user.passkeys.map(({ name, createdAt, lastUsedAt }) => {
      return { name, created_at: createdAt.toISOString(), last_used_at: iso(lastUsedAt) };
    }),
    api_clients: user.tokenFamilies.map(({ userAgent, createdAt, endsAt, revokedAt }) => ({
      user_agent: userAgent,
      created_at: createdAt.toISOString(),
      ends_at: endsAt.toISOString(),
      revoked_at: iso(revokedAt),
    })),
    access_tokens: member.accessTokens.map(({ name, hint, scopes, organization, ...times }) => ({
      name,
      hint,
      scopes,
      organization: organization.name,
      created_at: times.createdAt.toISOString(),
      expires_at: iso(times.expiresAt),
      last_used_at: iso(times.lastUsedAt),
      revoked_at: iso(times.revokedAt),
    })),
    saved_views: member.savedViews.map(({ list, name, query, isShared, createdAt, organization }) => ({
      ...{ list, name, query, is_shared: isShared, created_at: createdAt.toISOString() },
      organization: organization?.name ?? null,
    })),
    risk_reviews: reviews.map(({ eventId, id, state, score, reasons, times, note, ...at }) => ({
      ...{ event_id: eventId, reference: referenceOf(id), state: state.toLowerCase(), score, reasons, times, note },
      first_seen_at: at.createdAt.toISOString(),
      last_seen_at: at.seenAt.toISOString(),
      decided_at: iso(at.decidedAt),
    })),
    activity: activity.map(({ at, ...line }) => ({ at: at.toISOString(), ...line })),
  };
}

function iso(at: Date | null | undefined): string | null {
  return at?.toISOString() ?? null;
}
