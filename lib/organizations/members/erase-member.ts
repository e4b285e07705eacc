import type { Transaction } from "#lib/platform/db/transaction";
import { lockOrganizations } from "../organization-fragments.ts";
import { soleOwnerships } from "./member-rules.ts";

/**
 * The names of the organizations whose only owner is this person. They stay locked until the transaction ends, so that no
 * other owner leaves meanwhile.
 */
export async function lockSoleOwnerships(tx: Transaction, userId: string): Promise<string[]> {
  const owned = await tx.membership.findMany({ where: { userId, role: "OWNER" }, select: { organizationId: true } });
  const ids = await lockOrganizations(
    tx,
    owned.map(({ organizationId }) => organizationId),
  );
  const owners = await tx.membership.findMany({
    where: { organizationId: { in: ids }, role: "OWNER" },
    select: { userId: true, organization: { select: { id: true, name: true } } },
  });
  return soleOwnerships(owners, userId);
}

/**
 * Removes a person from all organizations, with the access tokens they created, their own saved views and the invitations to their
 * address. Views that they shared stay with the organizations, without their name.
 */
export async function eraseMember(
  tx: Transaction,
  { userId, email }: { userId: string; email: string },
): Promise<void> {
  await tx.accessToken.deleteMany({ where: { userId } });
  await tx.savedView.deleteMany({ where: { userId, isShared: false } });
  await tx.savedView.updateMany({ where: { userId }, data: { userId: null } });
  await tx.membership.deleteMany({ where: { userId } });
  await tx.invitation.deleteMany({ where: { email } });
}
