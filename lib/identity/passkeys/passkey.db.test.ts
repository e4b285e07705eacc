import { describe, expect, it } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { listPasskeys, renamePasskey } from "../queries.ts";
import { beginSecondFactor } from "../second-factor/begin-second-factor.ts";
import { confirmSecondFactor } from "../second-factor/confirm-second-factor.ts";
import { readSetUp } from "../second-factor/read-set-up.ts";
import { findSessionUser } from "../sign-in/session-store.ts";
import { anAuthenticator, type Twist } from "../testing/authenticator.ts";
import { anAccount, aSessionOf, auditedOn, codeOf, noticesTo } from "../testing/second-factors.ts";
import { beginPasskeyRegistration } from "./begin-passkey-registration.ts";
import { beginPasskeySignIn } from "./begin-passkey-sign-in.ts";
import { PASSKEYS_MAX } from "./passkey-contract.ts";
import { registerPasskey } from "./register-passkey.ts";
import { removePasskey } from "./remove-passkey.ts";
import { signInWithPasskey } from "./sign-in-with-passkey.ts";

aDatabase();

const REFUSED = { ok: false, refusal: { code: "passkey_refused" } };
type Authenticator = ReturnType<typeof anAuthenticator>;

describe("a passkey", () => {
  it("is created for its owner, who finds it in their list and gets a mail about it", async () => {
    const { userId, key } = await aPersonWithPasskey();
    expect(await listPasskeys(userId)).toEqual([
      { id: key.id, name: "Phone", createdAt: expect.any(Date), lastUsedAt: null },
    ]);
    expect(await noticesTo(userId)).toContain("passkey_added");
    expect(await auditedOn(userId)).toContain("passkey.add ok");
  });

  it("ends the person's other sessions when it is added and when it is removed, and keeps this one", async () => {
    const person = await anAccount();
    const key = anAuthenticator();
    const here = await aSessionOf(person.userId);
    const elsewhere = [await aSessionOf(person.userId)];
    const { options, sealedChallenge } = await invited(person);
    const given = { name: "Phone", sessionToken: here, answer: key.create(options), sealedChallenge };
    expect(await registerPasskey(person, given)).toEqual({ ok: true });
    expect(await findSessionUser(elsewhere[0] ?? "")).toBeUndefined();
    elsewhere.push(await aSessionOf(person.userId));
    expect(await removePasskey(person, { id: key.id, sessionToken: here })).toEqual({ ok: true });
    expect(await findSessionUser(elsewhere[1] ?? "")).toBeUndefined();
    expect(await findSessionUser(here)).toMatchObject({ userId: person.userId });
  });

  it("alone opens a session that counts as two factors", async () => {
    const { userId, key } = await aPersonWithPasskey();
    const opened = await signIn(key);
    if (!opened.ok) throw new Error("the passkey opened nothing");
    expect(await findSessionUser(opened.session.token)).toMatchObject({ userId, isTwoFactor: true });
    expect((await listPasskeys(userId))[0]?.lastUsedAt).toBeInstanceOf(Date);
  });

  it("is requested as discoverable and with user verification", async () => {
    const { options } = await invited(await anAccount());
    expect(options.authenticatorSelection).toMatchObject({ residentKey: "required", userVerification: "required" });
    expect((await beginPasskeySignIn()).options).toMatchObject({ userVerification: "required", rpId: "localhost" });
  });

  it("can be renamed and removed only by its owner, and signs no one in afterwards", async () => {
    const { key, ...person } = await aPersonWithPasskey();
    const { userId } = person;
    const stranger = await anAccount();
    expect(await renamePasskey(stranger.userId, key.id, "Mine")).toBe(false);
    expect(await removePasskey(stranger, { id: key.id, sessionToken: "" })).toEqual({
      ok: false,
      refusal: { code: "not_found" },
    });
    expect(await renamePasskey(userId, key.id, "Laptop")).toBe(true);
    expect((await listPasskeys(userId))[0]?.name).toBe("Laptop");
    expect(await removePasskey(person, { id: key.id, sessionToken: "" })).toEqual({ ok: true });
    expect(await signIn(key)).toEqual(REFUSED);
    expect(await auditedOn(userId)).toContain("passkey.remove ok");
  });
});

describe("creating a passkey is refused", () => {
  const twists: [string, Twist][] = [
    ["from another site", { origin: "https://fairseat.example.net" }],
    ["for another site", { rpId: "example.net" }],
    ["with an answer to another challenge", { challenge: "c29tZXRoaW5nIGVsc2U" }],
    ["without a finger, a face or a PIN", { isUnverified: true }],
  ];
  it.each(twists)("%s", async (_, twist) => {
    const person = await anAccount();
    const { options, sealedChallenge } = await invited(person);
    const answer = anAuthenticator().create(options, twist);
    expect(await registerPasskey(person, { ...named, answer, sealedChallenge })).toEqual(REFUSED);
    expect(await listPasskeys(person.userId)).toEqual([]);
  });

  it("with another person's challenge, one for signing in, an unknown one, or none", async () => {
    const [person, other] = [await anAccount(), await anAccount()];
    const { options, sealedChallenge } = await invited(other);
    const answer = anAuthenticator().create(options);
    const signingIn = await beginPasskeySignIn();
    for (const given of [sealedChallenge, signingIn.sealedChallenge, "nonsense", "x".repeat(2_000), undefined]) {
      const refused = await registerPasskey(person, { ...named, answer, sealedChallenge: given });
      expect(refused).toEqual(REFUSED);
    }
  });

  it("with the same answer a second time, even after the key was removed", async () => {
    const person = await anAccount();
    const { options, sealedChallenge } = await invited(person);
    const given = { ...named, answer: anAuthenticator().create(options), sealedChallenge };
    expect(await registerPasskey(person, given)).toEqual({ ok: true });
    await removePasskey(person, { id: given.answer.id, sessionToken: "" });
    expect(await registerPasskey(person, given)).toEqual(REFUSED);
  });

  it("when the key is already registered", async () => {
    const { userId, key } = await aPersonWithPasskey();
    const thief = await anAccount();
    const { options, sealedChallenge } = await invited(thief);
    const answer = key.create(options);
    expect(await registerPasskey(thief, { ...named, answer, sealedChallenge })).toEqual(REFUSED);
    expect(await listPasskeys(userId)).toHaveLength(1);
  });

  it("when the person has the maximum number", async () => {
    const person = await anAccount();
    const data = Array.from({ length: PASSKEYS_MAX }, (_, n) => ({
      id: `${person.userId}-${n}`,
      userId: person.userId,
      publicKey: Buffer.alloc(1),
      name: "Key",
    }));
    await db().passkey.createMany({ data });
    expect(await beginPasskeyRegistration(person)).toEqual({ ok: false, refusal: { code: "passkeys_full" } });
  });

  it("when the maximum was reached since it began", async () => {
    const person = await anAccount();
    const begun = await Promise.all([invited(person), invited(person)]);
    const data = Array.from({ length: PASSKEYS_MAX - 1 }, (_, n) => ({
      ...{ id: `${person.userId}-${n}`, userId: person.userId, publicKey: Buffer.alloc(1), name: "Key" },
    }));
    await db().passkey.createMany({ data });
    const answers = await Promise.all(
      begun.map(({ options, sealedChallenge }) =>
        registerPasskey(person, { ...named, answer: anAuthenticator().create(options), sealedChallenge }),
      ),
    );
    expect(answers.map((answer) => (answer.ok ? "ok" : answer.refusal.code)).toSorted()).toEqual([
      "ok",
      "passkeys_full",
    ]);
  });

  it("with a challenge from before the account had a second factor, in a session that did not show it", async () => {
    const person = await anAccount();
    const [stolen, own] = [await aSessionOf(person.userId), await aSessionOf(person.userId)];
    const { options, sealedChallenge } = await invited(person);
    await beginSecondFactor(person);
    const { secret = "" } = (await readSetUp(person)) ?? {};
    await confirmSecondFactor(person, { code: codeOf(secret), sessionToken: own });
    const answer = anAuthenticator().create(options);
    const late = await registerPasskey(person, { ...named, answer, sealedChallenge });
    expect(late).toEqual({ ok: false, refusal: { code: "two_factor_required" } });
    expect(await listPasskeys(person.userId)).toEqual([]);
    expect(await findSessionUser(stolen)).toBeUndefined();
  });
});

describe("signing in with a passkey is refused", () => {
  const twists: [string, Twist][] = [
    ["from another site", { origin: "https://fairseat.example.net" }],
    ["for another site", { rpId: "example.net" }],
    ["with an answer to another challenge", { challenge: "c29tZXRoaW5nIGVsc2U" }],
    ["without a finger, a face or a PIN", { isUnverified: true }],
    ["with another's signature", { signature: Buffer.alloc(70, 1) }],
    ["with the name of another person", { userHandle: Buffer.from("somebody else").toString("base64url") }],
  ];
  it.each(twists)("%s", async (_, twist) => {
    const { userId, key } = await aPersonWithPasskey();
    expect(await signIn(key, twist)).toEqual(REFUSED);
    expect(await db().session.count({ where: { userId } })).toBe(0);
    expect(await auditedOn(userId)).toContain("session.open failed");
  });

  it("with an unknown key", async () => {
    const key = anAuthenticator();
    expect(await signIn(key)).toEqual(REFUSED);
  });

  it("with a challenge that lapsed, belongs to a registration, is unknown, or is missing", async () => {
    const { key, ...person } = await aPersonWithPasskey();
    const registering = await invited(person);
    for (const sealedChallenge of [registering.sealedChallenge, "nonsense", undefined]) {
      const answer = key.get({ challenge: registering.options.challenge });
      expect(await signInWithPasskey({ answer, sealedChallenge })).toEqual(REFUSED);
    }
  });

  it("with an answer that was used: of ten at once, one succeeds", async () => {
    const { key } = await aPersonWithPasskey();
    const { options, sealedChallenge } = await beginPasskeySignIn();
    // A key without a counter, like those synchronized between devices: only the challenge guards against repeats.
    const answer = key.get(options, { counter: 0 });
    const answers = await Promise.all(Array.from({ length: 10 }, () => signInWithPasskey({ answer, sealedChallenge })));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await signInWithPasskey({ answer, sealedChallenge })).toEqual(REFUSED);
  });

  it("when the key's counter went backwards or stood still, which reveals a copy", async () => {
    const { key } = await aPersonWithPasskey();
    expect((await signIn(key, { counter: 7 })).ok).toBe(true);
    for (const counter of [7, 6, 0]) expect(await signIn(key, { counter })).toEqual(REFUSED);
    expect((await signIn(key, { counter: 8 })).ok).toBe(true);
  });

  it("to a disabled person", async () => {
    const { userId, key } = await aPersonWithPasskey();
    await db().user.update({ where: { id: userId }, data: { disabledAt: new Date() } });
    expect(await signIn(key)).toEqual(REFUSED);
  });
});

const named = { name: "Phone", sessionToken: "" };

async function aPersonWithPasskey() {
  const person = await anAccount();
  const key = anAuthenticator();
  const { options, sealedChallenge } = await invited(person);
  expect(await registerPasskey(person, { ...named, answer: key.create(options), sealedChallenge })).toEqual({
    ok: true,
  });
  return { ...person, key };
}

async function invited(person: Awaited<ReturnType<typeof anAccount>>) {
  const invitation = await beginPasskeyRegistration(person);
  if (!invitation.ok) throw new Error("no more passkeys may be made");
  return invitation;
}

async function signIn(key: Authenticator, twist: Twist = {}) {
  const { options, sealedChallenge } = await beginPasskeySignIn();
  return signInWithPasskey({ answer: key.get(options, twist), sealedChallenge });
}
