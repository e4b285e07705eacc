import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { db } from "#lib/platform/db/db";
import { forgetSingleton } from "#lib/platform/singleton";
import { aDatabase } from "#lib/platform/testing/database";
import { authOptions } from "../auth-options.ts";
import { aPerson, expectOpen } from "../testing/people.ts";
import { enabledProviders, proofOf, verifiedOf } from "./providers.ts";
import { findSessionUser } from "./session-store.ts";
import { type ProviderProof, signInWithProvider } from "./sign-in-with-provider.ts";

aDatabase();

const UNPROVEN = { ok: false, refusal: { code: "mail_unproven" } };
let count = 0;
let email = "";

beforeEach(() => {
  count += 1;
  email = `provider-${count}@example.com`;
});

const proof = (given: Partial<ProviderProof> = {}): ProviderProof => ({
  provider: "google",
  providerAccountId: `g-${count}`,
  verifiedEmail: email,
  name: "Ana at Google",
  ...given,
});
const enter = (given?: Partial<ProviderProof>) => signInWithProvider(proof(given), "es");

describe("signing in with another provider", () => {
  test("creates the account the first time and finds it again, even after the mail there changed", async () => {
    const first = expectOpen(await enter());
    const person = await findSessionUser(first.session.token);
    expect(person).toMatchObject({ email, name: "Ana at Google" });
    const again = expectOpen(await enter({ verifiedEmail: "other@example.com", name: "Else" }));
    expect((await findSessionUser(again.session.token))?.userId).toBe(person?.userId);
    expect(await db().user.count({ where: { email: "other@example.com" } })).toBe(0);
  });

  test("opens the account with the verified mail, and stores none of the provider's tokens", async () => {
    const userId = await aPerson(email);
    const { session } = expectOpen(await enter({ verifiedEmail: email.toUpperCase() }));
    expect(await findSessionUser(session.token)).toMatchObject({ userId, name: "Ana" });
    const account = await db().account.findFirstOrThrow({ where: { userId } });
    expect(account).toMatchObject({ access_token: null, refresh_token: null, id_token: null });
  });

  test("is refused for a mail that the provider has not verified", async () => {
    await aPerson(email);
    expect(await enter({ verifiedEmail: undefined })).toEqual(UNPROVEN);
    expect(await db().session.count()).toBe(await db().session.count({ where: { user: { email: { not: email } } } }));
  });

  test("is refused for a disabled person, linked or not", async () => {
    expectOpen(await enter());
    await db().user.update({ where: { email }, data: { disabledAt: new Date() } });
    expect(await enter()).toMatchObject({ ok: false, refusal: { code: "sign_in_failed" } });
    expect(await enter({ providerAccountId: `else-${count}` })).toMatchObject({ ok: false });
  });

  test("asks for the second factor when the account has one", async () => {
    const userId = await aPerson(email);
    await db().twoFactor.create({ data: { userId, sealedSecret: "sealed", confirmedAt: new Date() } });
    expect(await enter()).toMatchObject({ ok: false, refusal: { code: "second_factor_needed" } });
    expect(await db().session.count({ where: { userId } })).toBe(0);
  });
});

describe("a provider's statement", () => {
  test("about a mail counts only with an explicit verified flag", () => {
    const said = (profile: object) => proofOf("google", "1", profile).verifiedEmail;
    expect(said({ email, email_verified: true })).toBe(email);
    expect(["true", 1, false, undefined].map((email_verified) => said({ email, email_verified }))).toEqual(
      Array(4).fill(undefined),
    );
  });

  test("about a name is cleaned like any other text from outside", () => {
    const named = (name: unknown) => proofOf("google", "1", { name } as object).name;
    expect(named("Zoe\u0308\u202e \u0000X")).toBe("Zoë X");
    expect(named("\u200b")).toBeUndefined();
    expect(named(7)).toBeUndefined();
  });

  test("GitHub's primary address counts if GitHub verified it, and no other", () => {
    const mail = (address: string, primary: boolean, verified: boolean) => ({ email: address, primary, verified });
    expect(verifiedOf([mail("a@x.org", false, true), mail("b@x.org", true, true)]).email).toBe("b@x.org");
    expect(verifiedOf([mail("a@x.org", false, true), mail("b@x.org", true, false)])).toEqual({
      email: undefined,
      email_verified: false,
    });
    expect(verifiedOf([]).email_verified).toBe(false);
  });

  test("never lets next-auth open a session: without `onProven` the sign-in is refused", async () => {
    const account = { provider: "google", providerAccountId: "1", type: "oauth" as const };
    const signIn = authOptions().callbacks?.signIn;
    expect(await signIn?.({ user: { id: "x" }, account, profile: { email } })).toBe(false);
    const onProven = vi.fn(async () => "/account");
    const decided = authOptions(onProven).callbacks?.signIn;
    expect(await decided?.({ user: { id: "x" }, account, profile: { email } })).toBe("/account");
    expect(await decided?.({ user: { id: "x" }, account: { ...account, provider: "email" } })).toBe(false);
  });
});

describe("the buttons", () => {
  afterEach(() => {
    vi.unstubAllEnvs();
    forgetSingleton("env");
  });

  test("exist for the configured providers", () => {
    expect(enabledProviders()).toEqual([]);
    vi.stubEnv("GITHUB_CLIENT_ID", "id");
    vi.stubEnv("GITHUB_CLIENT_SECRET", "secret");
    forgetSingleton("env");
    expect(enabledProviders()).toEqual(["github"]);
    expect(authOptions().providers.map(({ id }) => id)).toEqual(["github"]);
  });

  test("cookies carry the host's own prefix over https, and next-auth's as well", () => {
    vi.stubEnv("APP_URL", "https://tickets.example.com");
    forgetSingleton("env");
    for (const cookie of Object.values(authOptions().cookies ?? {})) {
      expect(cookie.name).toMatch(/^__Host-fairseat_/);
      expect(cookie.options).toMatchObject({ path: "/", httpOnly: true, secure: true, sameSite: "lax" });
    }
  });
});
