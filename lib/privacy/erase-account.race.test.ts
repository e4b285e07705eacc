import { expect, test } from "vitest";
import { leaveOrganization } from "#lib/organizations/members/remove-member";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { aMember, anOrganization } from "#prisma/seed/builders";
import { claimErasure } from "./erase-store.ts";

/**
 * Symptom: an organization without an owner. Theory: one of two owners erases their account while the other leaves, and each
 * counts the other. Method: both at once, many times, on separate connections.
 */
aDatabase();

test("an owner who erases their account while the other one leaves never leaves the organization without one", async () => {
  for (let round = 0; round < 30; round++) {
    const organizationId = await anOrganization();
    const [stays, goes] = await Promise.all([1, 2].map(() => aMember(organizationId, "OWNER")));
    if (!stays || !goes) throw new Error("two owners");
    const { email } = await db().user.findUniqueOrThrow({ where: { id: goes.userId } });
    await Promise.all([
      claimErasure(goes.userId, { email, voidTickets: false }),
      leaveOrganization(stays, organizationId),
    ]);
    expect(await db().membership.count({ where: { organizationId, role: "OWNER" } })).toBe(1);
  }
});
