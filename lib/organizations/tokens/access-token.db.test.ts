import { createHmac, createPublicKey, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { endTokenFamily } from "#lib/identity/tokens/end-token-family";
import { openTokenFamily } from "#lib/identity/tokens/open-token-family";
import { currentSigner, publishedSigningKeys } from "#lib/identity/tokens/signing-keys";
import { forgetFamily } from "#lib/identity/tokens/token-family-state";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { forgetSingleton } from "#lib/platform/singleton";
import { aDatabase } from "#lib/platform/testing/database";
import { readBearer } from "./read-bearer.ts";

/** When an access token is accepted, and for how long. */
aDatabase();

const HOUR = 3_600;
let userId = "";
let familyId = "";
let good = "";

beforeAll(async () => {
  userId = (await db().user.create({ data: { email: "ana@example.com", name: "Ana" } })).id;
  good = (await openTokenFamily(userId, { isTwoFactor: true, userAgent: "Partner/1.0" })).access_token;
  familyId = String(claimsOf(good).fam);
});

afterEach(() => {
  vi.useRealTimers();
});

test("a token gives access to its account and records that a second factor was shown", async () => {
  expect(await who(good)).toEqual({
    keys: [`user:${userId}`],
    userId,
    email: "ana@example.com",
    isEmailProven: false,
    name: "Ana",
    isAdmin: false,
    isTwoFactor: true,
  });
  expect(claimsOf(good)).toMatchObject({ sub: userId, iss: "http://localhost:3000", aud: "fairseat-api" });
});

test("the scheme is read in any case, and no other scheme is accepted", async () => {
  expect(await readBearer(`bearer ${good}`)).toMatchObject({ userId });
  const others = [
    good,
    `Basic ${good}`,
    `Digest ${good}`,
    `Bearer  ${good}`,
    `Bearer ${good} x`,
    "Bearer",
    "Bearer ",
    "",
    `Bearer ${"x".repeat(9_000)}`,
  ];
  expect(await Promise.all(others.map(readBearer))).toEqual(others.map(() => undefined));
});

describe("a token is refused", () => {
  test("with a missing or foreign signature, or one over other claims", async () => {
    const [head = "", body = "", signature = ""] = good.split(".");
    // Also while the valid token is cached.
    expect(await who(good)).toMatchObject({ userId });
    const stranger = generateKeyPairSync("rsa", { modulusLength: 2_048 }).privateKey;
    await expectNobody([
      `${head}.${body}.`,
      `${head}.${body}`,
      `${head}.${encode({ ...claimsOf(good), sub: uuidv7() })}.${signature}`,
      await made({}, {}, stranger),
    ]);
  });

  test("that declares no signature, or is signed with public data", async () => {
    const { keys } = await publishedSigningKeys();
    const [key] = keys;
    if (!key) throw new Error("no key is published");
    const pem = createPublicKey({ key, format: "jwk" }).export({ type: "spki", format: "pem" });
    const head = encode({ alg: "HS256", typ: "at+jwt", kid: key.kid });
    const body = encode(claimsOf(good));
    const forged = [pem, key.n, JSON.stringify(key)].map((known) => {
      return `${head}.${body}.${createHmac("sha256", known).update(`${head}.${body}`).digest("base64url")}`;
    });
    await expectNobody([
      ...forged,
      `${encode({ alg: "none", typ: "at+jwt" })}.${body}.`,
      `${encode({ alg: "none", typ: "at+jwt", kid: key.kid })}.${body}.`,
    ]);
  });

  test("signed with the right key but another algorithm, type or key id", async () => {
    await expectNobody([
      await made({}, { alg: "PS256" }),
      await made({}, { alg: "RS512" }),
      await made({}, { typ: "JWT" }),
      await made({}, { typ: undefined }),
      await made({}, { kid: "somebody" }),
      await made({}, { kid: undefined }),
      await made({}, { crit: ["exp"] }),
    ]);
  });

  test("with another issuer or audience", async () => {
    await expectNobody([
      await made({ iss: "https://elsewhere.example" }),
      await made({ iss: undefined }),
      await made({ aud: "another-api" }),
      await made({ aud: undefined }),
    ]);
  });

  test("that has lapsed, is not valid yet, has no end, or is valid for longer than allowed", async () => {
    const now = Math.floor(Date.now() / 1_000);
    await expectNobody([
      await made({ exp: now - 10 }),
      await made({ nbf: now + 60 }),
      await made({ iat: now + 60, exp: now + HOUR }),
      await made({ exp: undefined }),
      await made({ iat: undefined }),
      await made({ iat: now - 2 * HOUR, exp: now + 300 }),
    ]);
  });

  test("without a person, with another person than the sign-in's, or with an unknown sign-in", async () => {
    await expectNobody([
      await made({ sub: undefined }),
      await made({ sub: "1 OR 1=1" }),
      await made({ sub: uuidv7() }),
      await made({ fam: undefined }),
      await made({ fam: uuidv7() }),
      await made({ jti: undefined }),
      await made({ amr: "otp" }),
    ]);
  });

  test("while a correct token made in the same way is accepted", async () => {
    expect(await who(await made({}))).toMatchObject({ userId });
  });
});

test("a cached token lapses after its hour", async () => {
  expect(await who(good)).toBeDefined();
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + (HOUR + 10) * 1_000 });
  expect(await who(good)).toBeUndefined();
});

test("a cached token is accepted without checking its signature again", async () => {
  await who(good);
  const keys = await db().signingKey.findMany();
  await db().signingKey.deleteMany();
  forgetSingleton("access-token-keys");
  const again = await who(good);
  await db().signingKey.createMany({ data: keys.map((key) => ({ ...key, publicJwk: key.publicJwk ?? {} })) });
  forgetSingleton("access-token-keys");
  expect(again).toMatchObject({ userId });
});

test("an ended sign-in is refused immediately in its process and within half a minute in others", async () => {
  const [here, elsewhere] = await Promise.all([aToken(), aToken()]);
  expect(await who(here)).toBeDefined();
  expect(await who(elsewhere)).toBeDefined();
  expect(await endTokenFamily(userId, String(claimsOf(here).fam))).toBe(true);
  expect(await who(here)).toBeUndefined();
  await db().tokenFamily.update({ where: { id: String(claimsOf(elsewhere).fam) }, data: { revokedAt: new Date() } });
  later(30);
  expect(await who(elsewhere)).toBeUndefined();
});

test("an answer read before the sign-in ended is not cached", async () => {
  const token = await aToken();
  const family = String(claimsOf(token).fam);
  let reading: ReturnType<typeof who> | undefined;
  await db().$transaction(
    async (lock) => {
      await lock.$executeRaw`LOCK TABLE token_families IN ACCESS EXCLUSIVE MODE`;
      reading = who(token);
      await vi.waitFor(async () => {
        const [row] = await lock.$queryRaw<{ waiting: number }[]>`
          SELECT count(*)::int AS waiting FROM pg_locks
          WHERE NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
        expect(row?.waiting).toBe(1);
      }, 20_000);
      forgetFamily(family);
    },
    { timeout: 30_000 },
  );
  expect(await reading).toBeDefined();
  await db().tokenFamily.update({ where: { id: family }, data: { revokedAt: new Date() } });
  expect(await who(token)).toBeUndefined();
});

test("a disabled person is refused within half a minute", async () => {
  const other = (await db().user.create({ data: { email: "bo@example.com" } })).id;
  const token = (await openTokenFamily(other, { isTwoFactor: false, userAgent: "" })).access_token;
  expect(await who(token)).toMatchObject({ isTwoFactor: false });
  await db().user.update({ where: { id: other }, data: { disabledAt: new Date() } });
  later(30);
  expect(await who(token)).toBeUndefined();
});

test("an unreachable database is a failure, not a refusal of the token", async () => {
  const token = await aToken();
  const url = process.env.DATABASE_URL;
  forgetSingleton("access-token-keys");
  process.env.DATABASE_URL = "postgresql://nobody@127.0.0.1:1/none";
  forgetSingleton("env");
  forgetSingleton("prisma");
  try {
    await expect(who(token)).rejects.toThrow();
  } finally {
    process.env.DATABASE_URL = url;
    forgetSingleton("env");
    forgetSingleton("prisma");
  }
});

function later(seconds: number): void {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + seconds * 1_000 });
}

async function aToken(): Promise<string> {
  return (await openTokenFamily(userId, { isTwoFactor: false, userAgent: "" })).access_token;
}

function who(token: string) {
  return readBearer(`Bearer ${token}`);
}

async function expectNobody(tokens: string[]): Promise<void> {
  expect(await Promise.all(tokens.map(who))).toEqual(tokens.map(() => undefined));
}

/** A token with some claims and header fields changed (undefined takes one out), signed with our key unless given another. */
async function made(claims: object, header: Record<string, unknown> = {}, key?: KeyObject): Promise<string> {
  const signer = await currentSigner();
  const now = Math.floor(Date.now() / 1_000);
  const head = { alg: "RS256", typ: "at+jwt", kid: signer.kid, ...header };
  const body = { ...claimsOf(good), fam: familyId, jti: uuidv7(), iat: now, exp: now + 600, ...claims };
  const text = `${encode(head)}.${encode(body)}`;
  const hash = head.alg === "RS512" ? "sha512" : "sha256";
  // RSASSA-PSS instead of PKCS #1 version 1.5.
  const padding = head.alg === "PS256" ? { padding: 6, saltLength: 32 } : {};
  return `${text}.${sign(hash, Buffer.from(text), { key: key ?? signer.privateKey, ...padding }).toString("base64url")}`;
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as Record<string, unknown>;
}
