import { findPersonByEmailIn, findPersonIn } from "#lib/identity/person-fragments";
import { findCorrespondent } from "#lib/identity/queries";
import { db } from "#lib/platform/db/db";
import { inTransaction } from "#lib/platform/db/transaction";
import { lockOrganizations } from "../organization-fragments.ts";
import type { Role } from "../permissions.ts";
import { mayAccept, mayRenewLink } from "./invitation-rules.ts";

/** Invitations into an organization. The database allows one open one for an address (`invitations_one_open`). */
export type InvitationRow = { id: string; email: string; role: Role; createdAt: Date; expiresAt: Date };

const COLUMNS = { id: true, email: true, role: true, createdAt: true, expiresAt: true } as const;

/** Those nobody has accepted or taken back, the lapsed ones too: they can be sent anew. */
export async function listOpenInvitations(organizationId: string): Promise<InvitationRow[]> {
  return db().invitation.findMany({
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
 * Writes an invitation, or renews the one that is open for the address (invitation-rules.ts). `isNewLink` is false where its link
 * stays the one that was sent. `member`: the address belongs to a member.
 */
export async function claimInvitation(
  wanted: NewInvitation,
): Promise<{ kind: "member" } | { kind: "open"; isNewLink: boolean; row: InvitationRow }> {
  const { organizationId, email, role, tokenHash, invitedBy, expiresAt } = wanted;
  return inTransaction(async (tx) => {
    // Of two who invite the same address at once the second one finds the first one's invitation.
    await lockOrganizations(tx, [organizationId]);
    const person = await findPersonByEmailIn(tx, email);
    const membership = person && { organizationId_userId: { organizationId, userId: person.id } };
    if (membership && (await tx.membership.findUnique({ where: membership }))) return { kind: "member" };
    const open = await tx.invitation.findFirst({ where: { organizationId, email, acceptedAt: null, revokedAt: null } });
    const isNewLink = !open || mayRenewLink(open.createdAt, new Date());
    const link = isNewLink ? { tokenHash, expiresAt, createdAt: new Date() } : {};
    const row = open
      ? await tx.invitation.update({ where: { id: open.id }, data: { role, invitedBy, ...link }, select: COLUMNS })
      : await tx.invitation.create({ data: wanted, select: COLUMNS });
    return { kind: "open", isNewLink, row };
  });
}

/** Takes an open invitation back. False when there is none of this id. */
export async function claimRevocation(organizationId: string, id: string): Promise<boolean> {
  const { count } = await db().invitation.updateMany({
    where: { organizationId, id, acceptedAt: null, revokedAt: null },
    data: { revokedAt: new Date() },
  });
  return count === 1;
}

export type OpenInvitation = { email: string; role: Role; organizationName: string; organizationSlug: string };

/** What an unspent link leads to. */
export async function findInvitation(tokenHash: string): Promise<OpenInvitation | undefined> {
  const row = await db().invitation.findFirst({
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
 * Spends the link for the person it was sent to, once. A member keeps their role: a link that lies about never lowers or raises it.
 */
export async function claimMembership(
  tokenHash: string,
  userId: string,
): Promise<{ organizationId: string; slug: string; role: Role } | undefined> {
  return inTransaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM invitations WHERE token_hash = ${tokenHash} FOR UPDATE`;
    const invitation = await tx.invitation.findUnique({
      where: { tokenHash },
      include: { organization: { select: { slug: true } } },
    });
    const person = await findPersonIn(tx, userId);
    if (!invitation || !person || !mayAccept(invitation, person, new Date())) return undefined;
    const { id, organizationId, role, organization } = invitation;
    await tx.invitation.update({ where: { id }, data: { acceptedAt: new Date() } });
    await tx.membership.createMany({ data: [{ organizationId, userId, role }], skipDuplicates: true });
    return { organizationId, slug: organization.slug, role };
  });
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

/** What the mail says; undefined when the invitation is no longer open. In the language of whom it goes to, where we know them. */
export async function findInvitationForMail(id: string): Promise<InvitationMailRow | undefined> {
  const invitation = await db().invitation.findFirst({
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
