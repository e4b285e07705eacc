import { expect, it } from "vitest";
import { anAccount } from "#lib/identity/testing/second-factors";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { needsSecondFactor } from "./needs-second-factor.ts";

aDatabase();

it("only administrators and people whose role handles money need a second factor", async () => {
  const { userId } = await anAccount();
  expect(await needsSecondFactor({ userId, role: "MEMBER" })).toBe(false);
  expect(await needsSecondFactor({ userId, role: "ADMIN" })).toBe(true);
  const organization = await db().organization.create({ data: { name: "Sala", slug: `sala-${userId}` } });
  const membership = { userId, organizationId: organization.id };
  await db().membership.create({ data: { ...membership, role: "GATE" } });
  expect(await needsSecondFactor({ userId, role: "MEMBER" })).toBe(false);
  await db().membership.updateMany({ where: membership, data: { role: "BOX_OFFICE" } });
  expect(await needsSecondFactor({ userId, role: "MEMBER" })).toBe(true);
});
