import { Secret, TOTP } from "otpauth";
import { beforeEach, describe, expect, test } from "vitest";
import { readBearer } from "#lib/organizations/tokens/read-bearer";
import { db } from "#lib/platform/db/db";
import { seal } from "#lib/platform/seal";
import { aDatabase } from "#lib/platform/testing/database";
import { factsOf } from "#lib/platform/testing/facts";
import { hashPassword } from "../passwords/password.ts";
import { listTokenFamilies } from "../queries.ts";
import { SECRET_PURPOSE } from "../second-factor/second-factor.ts";
import { newTotpSecret } from "../second-factor/totp.ts";
import { endFamilyOfToken, endTokenFamily } from "./end-token-family.ts";
import { grantByPassword } from "./grant-by-password.ts";
import { newRefreshToken } from "./refresh-token.ts";
import { rotateRefreshToken } from "./rotate-refresh-token.ts";
import type { TokenPair } from "./token-contract.ts";

/** API clients sign in, renew their tokens, and sign out. */
aDatabase();

const PASSWORD = "curtain rises at eight";
const INVALID = { ok: false, refusal: { code: "refresh_token_invalid" } };
const passwordHash = await hashPassword(PASSWORD);
let count = 0;
let email = "";
let userId = "";

beforeEach(async () => {
  count += 1;
  email = `client-${count}@example.com`;
  userId = (await db().user.create({ data: { email, passwordHash, emailVerified: new Date() } })).id;
});

describe("with a password", () => {
  test("a client gets tokens that open the account, for an hour and for thirty days", async () => {
    const tokens = await signIn();
    expect(tokens).toMatchObject({ token_type: "Bearer", expires_in: 3_600, refresh_expires_in: 30 * 86_400 });
    expect(await who(tokens)).toMatchObject({ userId, email, isTwoFactor: false });
  });

  test("only hashes of its tokens are stored, and the audit log contains none", async () => {
    const { access_token, refresh_token } = await signIn();
    const kept = JSON.stringify([
      await db().refreshToken.findMany(),
      await db().tokenFamily.findMany(),
      await db().$queryRaw`SELECT actor, action, subject, outcome, detail FROM audit_log`,
    ]);
    expect(kept).toContain("token.open");
    expect([refresh_token, refresh_token.slice(4), access_token, email].filter((text) => kept.includes(text))).toEqual(
      [],
    );
  });

  test("a wrong password, an unknown mail and a disabled person get the same refusal", async () => {
    const wrong = await grantByPassword({ email, password: "curtain rises at nine" }, "");
    const unknown = await grantByPassword({ email: "nobody@example.com", password: PASSWORD }, "");
    await db().user.update({ where: { id: userId }, data: { disabledAt: new Date() } });
    const disabled = await grantByPassword({ email, password: PASSWORD }, "");
    const refused = { ok: false, refusal: { code: "sign_in_failed" } };
    expect([wrong, unknown, disabled]).toEqual([refused, refused, refused]);
    expect(await db().tokenFamily.count({ where: { userId } })).toBe(0);
  });

  test("five wrong ones lock the address, as on the sign-in page", async () => {
    for (let i = 0; i < 5; i += 1) await grantByPassword({ email, password: `guess number ${i}` }, "");
    expect(await grantByPassword({ email, password: PASSWORD }, "")).toMatchObject({ ok: false });
  });

  test("a client's name is shortened and cleaned", async () => {
    await granted(grantByPassword({ email, password: PASSWORD }, `Gate\0App\u00e9/1.0 ${"x".repeat(500)}`));
    const [family] = await listTokenFamilies(userId);
    expect(family?.client).toMatch(/^GateApp\/1\.0 x{188}$/);
  });
});

describe("with a second factor set up", () => {
  let secret = "";
  beforeEach(async () => {
    secret = newTotpSecret();
    const sealedSecret = seal(SECRET_PURPOSE, secret);
    await db().twoFactor.create({ data: { userId, sealedSecret, confirmedAt: new Date() } });
  });

  test("the code is required, but only after a right password", async () => {
    const needed = { ok: false, refusal: { code: "second_factor_needed" } };
    expect(await grantByPassword({ email, password: PASSWORD }, "")).toEqual(needed);
    expect(await grantByPassword({ email, password: PASSWORD, otp: "000000" }, "")).toEqual(needed);
    const guessed = await grantByPassword({ email, password: "curtain rises at nine", otp: code(secret) }, "");
    expect(guessed).toEqual({ ok: false, refusal: { code: "sign_in_failed" } });
    expect(await db().tokenFamily.count({ where: { userId } })).toBe(0);
  });

  test("a right code works once, and the tokens, renewed ones too, count as two-factor", async () => {
    const otp = code(secret);
    const first = await granted(grantByPassword({ email, password: PASSWORD, otp }, ""));
    expect(await who(first)).toMatchObject({ isTwoFactor: true });
    expect(await who(await renew(first))).toMatchObject({ isTwoFactor: true });
    expect(await grantByPassword({ email, password: PASSWORD, otp }, "")).toMatchObject({ ok: false });
  });
});

describe("a refresh token", () => {
  test("brings the next pair, again and again", async () => {
    let tokens = await signIn();
    for (let i = 0; i < 3; i += 1) {
      const next = await renew(tokens);
      expect(next.refresh_token).not.toBe(tokens.refresh_token);
      expect(await who(next)).toMatchObject({ userId });
      tokens = next;
    }
    expect(await listTokenFamilies(userId)).toHaveLength(1);
  });

  test("used a second time ends the whole sign-in, and the owner is notified", async () => {
    const first = await signIn();
    const second = await renew(first);
    expect(await who(second)).toBeDefined();
    expect(await rotateRefreshToken(first.refresh_token, undefined)).toEqual(INVALID);
    expect(await who(second)).toBeUndefined();
    expect(await rotateRefreshToken(second.refresh_token, undefined)).toEqual(INVALID);
    expect(await notices()).toEqual(["account.token_reused"]);
    expect(await linesOf("token.reuse")).toHaveLength(1);
  });

  test("sent again with its idempotency key brings the same successor, until that is used", async () => {
    const first = await signIn();
    const once = await renew(first, "key-1");
    expect((await renew(first, "key-1")).refresh_token).toBe(once.refresh_token);
    const next = await renew(once, "key-2");
    expect(await rotateRefreshToken(first.refresh_token, "key-1")).toEqual(INVALID);
    expect(await who(next)).toBeUndefined();
  });

  test("sent again with another key, or with none, ends the sign-in", async () => {
    for (const other of ["key-2", undefined]) {
      const first = await signIn();
      await renew(first, "key-1");
      expect(await rotateRefreshToken(first.refresh_token, other)).toEqual(INVALID);
      expect(await listTokenFamilies(userId)).toEqual([]);
    }
  });

  test("that is unknown or over brings nothing, and ends nothing", async () => {
    const tokens = await signIn();
    expect(await rotateRefreshToken(newRefreshToken(), undefined)).toEqual(INVALID);
    await db().refreshToken.updateMany({ where: { family: { userId } }, data: { expires: new Date(Date.now() - 1) } });
    expect(await rotateRefreshToken(tokens.refresh_token, undefined)).toEqual(INVALID);
    expect(await notices()).toEqual([]);
    expect((await db().tokenFamily.findFirstOrThrow({ where: { userId } })).revokedAt).toBeNull();
  });

  test("of a disabled person, or of a sign-in that is over, brings nothing", async () => {
    const tokens = await signIn();
    await db().user.update({ where: { id: userId }, data: { disabledAt: new Date() } });
    expect(await rotateRefreshToken(tokens.refresh_token, undefined)).toEqual(INVALID);
    await db().user.update({ where: { id: userId }, data: { disabledAt: null } });
    await db().tokenFamily.updateMany({ where: { userId }, data: { endsAt: new Date(Date.now() - 1) } });
    expect(await rotateRefreshToken(tokens.refresh_token, undefined)).toEqual(INVALID);
  });

  test("near the end of its sign-in brings tokens that end with it", async () => {
    const tokens = await signIn();
    await db().tokenFamily.updateMany({ where: { userId }, data: { endsAt: new Date(Date.now() + 60_000) } });
    const last = await renew(tokens);
    expect([last.expires_in, last.refresh_expires_in].map((seconds) => seconds > 50 && seconds <= 60)).toEqual([
      true,
      true,
    ]);
  });
});

describe("ending a sign-in", () => {
  test("with one of its tokens, used or not, ends all of them, and may be repeated", async () => {
    const first = await signIn();
    const second = await renew(first);
    expect(await endFamilyOfToken(first.refresh_token)).toEqual({ ok: true });
    expect(await endFamilyOfToken(second.refresh_token)).toEqual({ ok: true });
    expect(await who(second)).toBeUndefined();
    expect(await rotateRefreshToken(second.refresh_token, undefined)).toEqual(INVALID);
    expect(await linesOf("token.end")).toHaveLength(1);
    expect(await endFamilyOfToken(newRefreshToken())).toEqual(INVALID);
  });

  test("on the account page is possible for one's own only", async () => {
    const tokens = await signIn();
    const [family] = await listTokenFamilies(userId);
    const stranger = (await db().user.create({ data: { email: `stranger-${count}@example.com` } })).id;
    expect(await endTokenFamily(stranger, family?.id ?? "")).toBe(false);
    expect(await who(tokens)).toBeDefined();
    expect(await endTokenFamily(userId, family?.id ?? "")).toBe(true);
    expect(await listTokenFamilies(userId)).toEqual([]);
  });
});

async function granted(answer: Promise<{ ok: boolean }>): Promise<TokenPair> {
  const given = await answer;
  expect(given).toMatchObject({ ok: true });
  return (given as unknown as { tokens: TokenPair }).tokens;
}

function signIn(): Promise<TokenPair> {
  return granted(grantByPassword({ email, password: PASSWORD }, "Partner/1.0"));
}

function renew(tokens: TokenPair, key?: string): Promise<TokenPair> {
  return granted(rotateRefreshToken(tokens.refresh_token, key));
}

function who(tokens: TokenPair) {
  return readBearer(`Bearer ${tokens.access_token}`);
}

function code(secret: string): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate();
}

async function notices(): Promise<string[]> {
  return (await factsOf({ subject: `user:${userId}` })).map(({ type }) => type);
}

async function linesOf(action: string): Promise<unknown[]> {
  return db().$queryRaw`
    SELECT 1 FROM audit_log WHERE action = ${action} AND subject IN (SELECT id::text FROM token_families WHERE user_id = ${userId}::uuid)`;
}
