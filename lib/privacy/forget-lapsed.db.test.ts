import { expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { aUser } from "#prisma/seed/builders";
import { forgetLapsed } from "./forget-lapsed.ts";

aDatabase();

test("lapsed rows are deleted a day later, and valid ones stay", async () => {
  const { userId } = await aUser();
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
  for (const [days, token] of [
    [2, "old"],
    [-1, "live"],
  ] as const) {
    await db().session.create({ data: { userId, sessionToken: token, expires: daysAgo(days) } });
    await db().verificationToken.create({
      data: { identifier: `${token}@example.org`, token, expires: daysAgo(days) },
    });
    await db().tokenFamily.create({ data: { id: uuidv7(), userId, endsAt: daysAgo(days), userAgent: token } });
    await db().signInFailure.create({ data: { subject: token, since: daysAgo(days * 20) } });
  }
  expect(await forgetLapsed()).toBe(4);
  expect((await db().session.findMany()).map((row) => row.sessionToken)).toEqual(["live"]);
  expect((await db().verificationToken.findMany()).map((row) => row.token)).toEqual(["live"]);
  expect((await db().tokenFamily.findMany()).map((row) => row.userAgent)).toEqual(["live"]);
  expect((await db().signInFailure.findMany()).map((row) => row.subject)).toEqual(["live"]);
  expect(await forgetLapsed()).toBe(0);
});
