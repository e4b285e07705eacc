import { expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { forgetSingleton } from "#lib/platform/singleton";
import { aDatabase } from "#lib/platform/testing/database";
import { factsOf } from "#lib/platform/testing/facts";
import { openTokenFamily } from "./open-token-family.ts";
import { rotateRefreshToken } from "./rotate-refresh-token.ts";
import { appendSigningKey } from "./signing-key-store.ts";
import { currentSigner, rotateSigningKeys } from "./signing-keys.ts";

aDatabase();

test("of many concurrent uses of a refresh token one gets the next pair, and the sign-in ends", async () => {
  for (let round = 0; round < 10; round += 1) {
    const { token, userId } = await aClient();
    const answers = await Promise.all(Array.from({ length: 8 }, () => rotateRefreshToken(token, undefined)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const [winner] = answers.flatMap((answer) => (answer.ok ? [answer.tokens.refresh_token] : []));
    expect(await rotateRefreshToken(winner ?? "", undefined)).toMatchObject({ ok: false });
    const family = await db().tokenFamily.findFirstOrThrow({ where: { userId }, include: { refreshTokens: true } });
    expect([family.revokedAt instanceof Date, family.refreshTokens.length]).toEqual([true, 2]);
    expect(await noticesTo(userId)).toBe(1);
  }
});

test("a client that sends the same request many times at once gets the same next token, and stays signed in", async () => {
  for (let round = 0; round < 10; round += 1) {
    const { token, userId } = await aClient();
    const answers = await Promise.all(Array.from({ length: 8 }, () => rotateRefreshToken(token, "its-key")));
    const next = new Set(answers.map((answer) => (answer.ok ? answer.tokens.refresh_token : "refused")));
    expect([next.size, next.has("refused")]).toEqual([1, false]);
    expect(await rotateRefreshToken([...next][0] ?? "", undefined)).toMatchObject({ ok: true });
    expect(await noticesTo(userId)).toBe(0);
  }
});

test("many processes that need the first key create one, and many that find it old create one more", async () => {
  await db().signingKey.deleteMany();
  forgetSingleton("access-token-keys");
  await Promise.all(Array.from({ length: 4 }, () => currentSigner()));
  expect(await db().signingKey.count()).toBe(1);
  await db().signingKey.updateMany({ data: { createdAt: new Date(Date.now() - 31 * 86_400_000) } });
  const turns = await Promise.all(Array.from({ length: 4 }, () => rotateSigningKeys()));
  expect(turns.reduce((sum, { made }) => sum + made, 0)).toBe(1);
  expect(await db().signingKey.count()).toBe(2);
});

test("of many processes that add a key at the same moment one succeeds", async () => {
  for (let round = 0; round < 10; round += 1) {
    await db().signingKey.deleteMany();
    const added = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        appendSigningKey({ kid: `key-${i}`, publicJwk: "{}", sealedPrivate: "" }, { days: 30, apart: [] }),
      ),
    );
    expect([added.filter(Boolean).length, await db().signingKey.count()]).toEqual([1, 1]);
  }
});

let count = 0;

async function aClient(): Promise<{ token: string; userId: string }> {
  count += 1;
  const { id: userId } = await db().user.create({ data: { email: `client-${count}@example.com` } });
  return { token: (await openTokenFamily(userId, { isTwoFactor: false, userAgent: "" })).refresh_token, userId };
}

async function noticesTo(userId: string): Promise<number> {
  return (await factsOf({ subject: `user:${userId}` })).length;
}
