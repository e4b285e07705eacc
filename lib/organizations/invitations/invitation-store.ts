import { findPersonByEmailIn, findPersonIn } from "#lib/identity/person-fragments";
import { findCorrespondent } from "#lib/identity/queries";
import { globalDb } from "#lib/platform/db/db";
import { inTransaction, type Transaction } from "#lib/platform/db/transaction";
import { lockOrganizations } from "../organization-fragments.ts";
import type { Role } from "../permissions.ts";
import { type Inviter, mayAccept, mayRenewLink, mayStillInvite } from "./invitation-rules.ts";

/** Invitations into an organization. The database allows one open one for an address (`invitations_one_open`). */
export type InvitationRow = { id: string; email: string; role: Role; createdAt: Date; expiresAt: Date };

const COLUMNS = { id: true, email: true, role: true, createdAt: true, expiresAt: true } as const;

/** Invitations that are neither accepted nor revoked, including lapsed ones, which can be sent again. */
export async function listOpenInvitations(organizationId: string): Promise<InvitationRow[]> {
  return globalDb().invitation.findMany({
    where: { organizationId, acceptedAt: null, revokedAt: null },
    select: COLUMNS,
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: 1_000,
  });
}

export type NewInvitation = {
  organizationId: string;
  email: string;
  role: Role;
  tokenHash: string;
  invitedBy: string;
  expiresAt: Date;
};

/**
 * Writes an invitation, or renews the open one for the address (invitation-rules.ts). `isNewLink` is false when it keeps its
 * link. `member`: the address belongs to a member. `above`: who asks may not change the role that the open one gives.
 */
export async function claimInvitation(
  wanted: NewInvitation,
  mayChange: (role: Role) => boolean,
): Promise<{ kind: "member" } | { kind: "above" } | { kind: "open"; isNewLink: boolean; row: InvitationRow }> {
  const { organizationId, email, role, tokenHash, invitedBy, expiresAt } = wanted;
  return inTransaction(globalDb(), async (tx) => {
    // Of two concurrent invitations of the same address, the second must find the first.
    await lockOrganizations(tx, [organizationId]);
    const person = await findPersonByEmailIn(tx, email);
    const membership = person && { organizationId_userId: { organizationId, userId: person.id } };
    if (membership && (await tx.membership.findUnique({ where: membership }))) return { kind: "member" };
    const open = await tx.invitation.findFirst({ where: { organizationId, email, acceptedAt: null, revokedAt: null } });
    if (open && !mayChange(open.role)) return { kind: "above" };
    const isNewLink = !open || mayRenewLink(open.createdAt, new Date());
    const link = isNewLink ? { tokenHash, expiresAt, createdAt: new Date() } : {};
    const row = open
      ? await tx.invitation.update({ where: { id: open.id }, data: { role, invitedBy, ...link }, select: COLUMNS })
      : await tx.invitation.create({ data: wanted, select: COLUMNS });
    return { kind: "open", isNewLink, row };
  });
}

/** Revokes an open invitation. `above` when who asks may not change what gives its role; `missing` when there is none. */
export async function claimRevocation(
  { organizationId, id }: { organizationId: string; id: string },
  mayChange: (role: Role) => boolean,
): Promise<"done" | "missing" | "above"> {
  return inTransaction(globalDb(), async (tx) => {
    await lockOrganizations(tx, [organizationId]);
    const open = { organizationId, id, acceptedAt: null, revokedAt: null };
    const found = await tx.invitation.findFirst({ where: open, select: { role: true } });
    if (!found) return "missing";
    if (!mayChange(found.role)) return "above";
    const { count } = await tx.invitation.updateMany({ where: open, data: { revokedAt: new Date() } });
    return count === 1 ? "done" : "missing";
  });
}

export type OpenInvitation = { email: string; role: Role; organizationName: string; organizationSlug: string };

/** The invitation of an unused link. */
export async function findInvitation(tokenHash: string): Promise<OpenInvitation | undefined> {
  const row = await globalDb().invitation.findFirst({
    where: { tokenHash, acceptedAt: null, revokedAt: null, expiresAt: { gt: new Date() } },
    select: { email: true, role: true, organization: { select: { name: true, slug: true } } },
  });
  return (
    (row && {
      email: row.email,
      role: row.role,
      organizationName: row.organization.name,
      organizationSlug: row.organization.slug,
    }) ??
    undefined
  );
}

/**
 * Accepts the invitation once, for the person it was sent to, as long as its sender may still give the role. A member keeps
 * their role: an old link never changes it.
 */
export async function claimMembership(
  tokenHash: string,
  userId: string,
): Promise<{ organizationId: string; slug: string; role: Role } | undefined> {
  return inTransaction(globalDb(), async (tx) => {
    const sent = await tx.invitation.findUnique({ where: { tokenHash }, select: { organizationId: true } });
    if (!sent) return undefined;
    // The sender's role must not change meanwhile.
    await lockOrganizations(tx, [sent.organizationId]);
    await tx.$queryRaw`SELECT id FROM invitations WHERE token_hash = ${tokenHash} FOR UPDATE`;
    const invitation = await tx.invitation.findUnique({
      where: { tokenHash },
      include: { organization: { select: { slug: true } } },
    });
    const person = await findPersonIn(tx, userId);
    if (!invitation || !person || !mayAccept(invitation, person, new Date())) return undefined;
    const { id, organizationId, role, organization } = invitation;
    if (!mayStillInvite(await findInviter(tx, invitation), role)) return undefined;
    await tx.invitation.update({ where: { id }, data: { acceptedAt: new Date() } });
    await tx.membership.createMany({ data: [{ organizationId, userId, role }], skipDuplicates: true });
    return { organizationId, slug: organization.slug, role };
  });
}

async function findInviter(
  tx: Transaction,
  { organizationId, invitedBy }: { organizationId: string; invitedBy: string },
): Promise<Inviter | undefined> {
  const person = await findPersonIn(tx, invitedBy);
  const membership = await tx.membership.findUnique({
    where: { organizationId_userId: { organizationId, userId: invitedBy } },
    select: { role: true },
  });
  return person && { role: membership?.role, isAdmin: person.isAdmin, isDisabled: person.isDisabled };
}

export type InvitationMailRow = {
  email: string;
  role: Role;
  tokenHash: string;
  expiresAt: Date;
  organizationName: string;
  inviterName: string | null;
  locale: string;
};

/** The data of the mail, in the recipient's language if known; undefined when the invitation is no longer open. */
export async function findInvitationForMail(id: string): Promise<InvitationMailRow | undefined> {
  const invitation = await globalDb().invitation.findFirst({
    where: { id, acceptedAt: null, revokedAt: null },
    include: { organization: { select: { name: true } } },
  });
  if (!invitation) return undefined;
  const { email, role, tokenHash, expiresAt, organization, invitedBy } = invitation;
  const [to, by] = await Promise.all([findCorrespondent({ email }), findCorrespondent({ id: invitedBy })]);
  return {
    ...{ email, role, tokenHash, expiresAt, organizationName: organization.name },
    inviterName: by?.name ?? null,
    locale: to?.locale ?? by?.locale ?? "en",
  };
}
