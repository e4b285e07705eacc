import { expect, it } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { aMember, anOrganization } from "#prisma/seed/builders";
import { changeMemberRole } from "./change-member-role.ts";
import { leaveOrganization, removeMember } from "./remove-member.ts";

/**
 * Symptom: an organization without an owner. Theory: each of two owners sees the other when they demote, remove or leave at
 * the same moment. Method: every pair of these changes, many times, on separate connections.
 */
aDatabase();

const WAYS = {
  demote: changeMemberRole,
  remove: removeMember,
} as const;

it("owners who demote and remove each other or leave at the same moment never leave it without one", async () => {
  for (let round = 0; round < 40; round++) {
    const organizationId = await anOrganization();
    const owners = await Promise.all([1, 2, 3].map(() => aMember(organizationId, "OWNER")));
    await Promise.all(
      owners.flatMap((person, i) => {
        const userId = owners[(i + 1) % owners.length]?.userId ?? "";
        const target = { organizationId, userId, role: "GATE" } as const;
        return [
          WAYS[round % 2 === 0 ? "demote" : "remove"](person, target),
          round % 3 === 0 ? leaveOrganization(person, organizationId) : WAYS.demote(person, target),
        ];
      }),
    );
    expect(await db().membership.count({ where: { organizationId, role: "OWNER" } })).toBeGreaterThan(0);
  }
});
