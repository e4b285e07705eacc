import { expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { aPerson, aUser } from "#prisma/seed/builders";
import type { Administrator } from "../identify.ts";
import { disablePerson } from "./disable-person.ts";

aDatabase();

async function anAdministrator(): Promise<Administrator> {
  const { userId } = await aUser();
  await db().user.update({ where: { id: userId }, data: { role: "ADMIN" } });
  return { ...aPerson(`user:${userId}`), userId, isAdmin: true, isTwoFactor: true };
}
const able = () => db().user.count({ where: { role: "ADMIN", disabledAt: null } });

test("administrators who shut each other out at once leave one", async () => {
  for (let round = 0; round < 8; round++) {
    await db().user.updateMany({ data: { role: "MEMBER" } });
    const all = await Promise.all(Array.from({ length: 4 }, anAdministrator));
    const pairs = all.flatMap((who) => all.filter((other) => other !== who).map((other) => [who, other] as const));
    const done = await Promise.all(pairs.map(([who, { userId }]) => disablePerson(who, { userId, reason: "x" })));
    expect(await able()).toBe(1);
    expect(done.filter(({ ok }) => ok)).toHaveLength(3);
    expect(done.some((each) => !each.ok && each.refusal.code === "last_administrator")).toBe(true);
    expect(await db().auditEntry.count({ where: { action: "person.disable" } })).toBe(3 * (round + 1));
  }
});

test("the last administrator is not shut out by one who was a moment ago", async () => {
  await db().user.updateMany({ data: { role: "MEMBER" } });
  const [first, second] = [await anAdministrator(), await anAdministrator()];
  expect(await disablePerson(first, { userId: second.userId, reason: "x" })).toEqual({ ok: true });
  const late = await disablePerson(second, { userId: first.userId, reason: "x" });
  expect(late).toMatchObject({ refusal: { code: "last_administrator" } });
  expect(await able()).toBe(1);
});
