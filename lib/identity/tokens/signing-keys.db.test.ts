import { createLocalJWKSet, jwtVerify } from "jose";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { existingSingleton, forgetSingleton, singleton } from "#lib/platform/singleton";
import { aDatabase } from "#lib/platform/testing/database";
import { signAccessToken, verifyAccessToken } from "./access-token.ts";
import { currentSigner, publishedSigningKeys, rotateSigningKeys } from "./signing-keys.ts";

/** The life of a key: published, signing, verifying only, gone. */
aDatabase();

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

beforeEach(async () => {
  await db().signingKey.deleteMany();
  forgetAll();
});

afterEach(() => {
  vi.useRealTimers();
});

test("the first key is created on demand, and anyone can check a token with the published key set", async () => {
  const token = await signAccessToken(someone());
  const keys = await publishedSigningKeys();
  expect(keys.keys).toHaveLength(1);
  expect(Object.keys(keys.keys[0] ?? {}).sort()).toEqual(["alg", "e", "kid", "kty", "n", "use"]);
  const { protectedHeader } = await jwtVerify(token, createLocalJWKSet(keys), { algorithms: ["RS256"] });
  expect(protectedHeader).toEqual({ alg: "RS256", typ: "at+jwt", kid: keys.keys[0]?.kid });
});

test("the private half is stored sealed", async () => {
  await currentSigner();
  const row = JSON.stringify(await db().signingKey.findFirstOrThrow());
  expect(row).not.toMatch(/"(d|p|q|dp|dq|qi)"|PRIVATE/);
});

test("a young key is kept", async () => {
  await currentSigner();
  expect(await rotateSigningKeys()).toEqual({ made: 0, retired: 0 });
});

test("after thirty days a new key is published, signs ten minutes later, and the old one verifies on until its tokens are long over", async () => {
  const old = await currentSigner();
  await age(old.kid, 31 * DAY);
  expect(await rotateSigningKeys()).toEqual({ made: 1, retired: 0 });
  expect(await rotateSigningKeys()).toEqual({ made: 0, retired: 0 });
  const published = (await publishedSigningKeys()).keys.map(({ kid }) => kid);
  expect(published).toHaveLength(2);
  const young = published.find((kid) => kid !== old.kid) ?? "";
  expect((await currentSigner()).kid).toBe(old.kid);
  const last = await signAccessToken(someone());

  await age(young, 11 * MINUTE);
  expect((await currentSigner()).kid).toBe(young);
  expect(await verifyAccessToken(last)).toBeDefined();

  await age(young, 179 * MINUTE);
  expect(await rotateSigningKeys()).toEqual({ made: 0, retired: 0 });
  await age(young, 181 * MINUTE);
  expect(await rotateSigningKeys()).toEqual({ made: 0, retired: 1 });
  expect((await publishedSigningKeys()).keys.map(({ kid }) => kid)).toEqual([young]);
  expect((await db().signingKey.findUniqueOrThrow({ where: { kid: old.kid } })).sealedPrivate).toBe("");
  expect(await verifyAccessToken(last)).toBeUndefined();
});

test("a key of another process is found by its id", async () => {
  const { kid } = await currentSigner();
  const token = await inAnotherProcess(async () => {
    await age(kid, 31 * DAY);
    await rotateSigningKeys();
    const keys = await db().signingKey.findMany({ where: { kid: { not: kid } } });
    await age(keys[0]?.kid ?? "", 11 * MINUTE);
    return signAccessToken(someone());
  });
  expect(await verifyAccessToken(token)).toBeUndefined();
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 6_000 });
  expect(await verifyAccessToken(token)).toBeDefined();
});

test("keys that were sealed under another app secret verify on, and a new one signs", async () => {
  const token = await signAccessToken(someone());
  await db().signingKey.updateMany({ data: { sealedPrivate: "AAAA" } });
  forgetAll();
  expect(await verifyAccessToken(token)).toBeDefined();
  expect(await verifyAccessToken(await signAccessToken(someone()))).toBeDefined();
  expect((await publishedSigningKeys()).keys).toHaveLength(2);
});

function someone() {
  return { userId: uuidv7(), familyId: uuidv7(), isTwoFactor: false };
}

/** Moves the key's creation into the past and clears this process's cache. */
async function age(kid: string, ms: number): Promise<void> {
  await db().signingKey.update({ where: { kid }, data: { createdAt: new Date(Date.now() - ms) } });
  forgetAll();
}

/** Runs the work with empty caches, like another process. */
async function inAnotherProcess<T>(work: () => Promise<T>): Promise<T> {
  const ring = existingSingleton("access-token-keys");
  forgetAll();
  const done = await work();
  forgetAll();
  singleton("access-token-keys", () => ring);
  return done;
}

function forgetAll(): void {
  forgetSingleton("access-token-keys");
  forgetSingleton("verified-access-tokens");
}
