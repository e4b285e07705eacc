import { listPeople } from "#lib/identity/queries";
import { globalDb } from "#lib/platform/db/db";
import { inTransaction, type Transaction } from "#lib/platform/db/transaction";
import { lockOrganizations } from "../organization-fragments.ts";
import type { Role } from "../permissions.ts";
import { type MayChange, type MemberOutcome, rulesOnRole } from "./member-rules.ts";

/** The members of an organization. */
export type MemberRow = {
  userId: string;
  name: string | null;
  email: string;
  role: Role;
  isTwoFactor: boolean;
  joinedAt: Date;
};

/** The members, owners first, then by name; at most 1,000. */
export async function listMemberRows(organizationId: string): Promise<MemberRow[]> {
  const members = await globalDb().membership.findMany({
    where: { organizationId },
    select: { userId: true, role: true, createdAt: true },
    orderBy: [{ role: "asc" }, { userId: "asc" }],
    take: 1_000,
  });
  const people = await listPeople(members.map(({ userId }) => userId));
  const rows = members.flatMap(({ userId, role, createdAt }) => {
    const person = people.get(userId);
    return person ? [{ userId, ...person, role, joinedAt: createdAt }] : [];
  });
  const byRole = Map.groupBy(rows, ({ role }) => role);
  return [...byRole.values()].flatMap((all) => all.sort(byName));
}

function byName(a: MemberRow, b: MemberRow): number {
  if (a.name === null || b.name === null) return Number(a.name === null) - Number(b.name === null);
  return a.name.localeCompare(b.name);
}

/** A member of an organization, and whom the person who asks may change. */
type Change = { organizationId: string; userId: string; mayChange: MayChange };

/** Gives a member another role, unless theirs is above the giver's, or the organization would have no owner. */
export async function claimRole(change: Change, role: Role): Promise<MemberOutcome> {
  const { organizationId, userId } = change;
  return inTransaction(globalDb(), async (tx) => {
    const outcome = rulesOnRole(await lockStanding(tx, change), role);
    if (outcome !== "done") return outcome;
    await tx.membership.updateMany({ where: { organizationId, userId }, data: { role } });
    return outcome;
  });
}

/** Removes a member with their access tokens and their own saved views there, unless theirs is above the remover's, or no owner would remain. */
export async function claimRemoval(change: Change): Promise<MemberOutcome> {
  const { organizationId, userId } = change;
  return inTransaction(globalDb(), async (tx) => {
    const outcome = rulesOnRole(await lockStanding(tx, change), undefined);
    if (outcome !== "done") return outcome;
    await tx.membership.deleteMany({ where: { organizationId, userId } });
    await tx.accessToken.updateMany({
      where: { organizationId, userId, revokedAt: null },
      data: { revokedAt: new Date() },
    });
    await tx.savedView.deleteMany({ where: { organizationId, userId, isShared: false } });
    return outcome;
  });
}

async function lockStanding(tx: Transaction, { organizationId, userId, mayChange }: Change) {
  await lockOrganizations(tx, [organizationId]);
  const owners = await tx.membership.findMany({ where: { organizationId, role: "OWNER" }, select: { userId: true } });
  const member = await tx.membership.findUnique({
    where: { organizationId_userId: { organizationId, userId } },
    select: { role: true },
  });
  return { role: member?.role, otherOwners: owners.filter((owner) => owner.userId !== userId).length, mayChange };
}
