import { beforeEach, describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { accountFactsOf, aPerson, expectOpen, inMinutes, jobsOf, personOf, signedIn } from "../testing/people.ts";
import { openTokenFamily } from "../tokens/open-token-family.ts";
import { changeEmail, sendChangeCode } from "./change-email.ts";
import { findSessionUser, hashToken } from "./session-store.ts";
import { signInWithMailCode } from "./sign-in-with-mail-code.ts";

aDatabase();

let count = 0;
let email = "";
let wanted = "";
let userId = "";
let token = "";

beforeEach(async () => {
  count += 1;
  email = `old-${count}@example.com`;
  wanted = `New-${count}@example.com`;
  userId = await aPerson(email);
  token = await signedIn(email);
});

const codeTo = async (address: string) =>
  (await jobsOf<{ code: string }>("send-mail-code", { email: address })).at(-1)?.code ?? "";

const given = (address: string, code: string) => ({ email: address, code, sessionToken: token });

describe("moving the account to another mailbox", () => {
  test("takes a code mailed to the new one, and the old one is notified", async () => {
    expectOpen(await sendChangeCode(await personOf(token), { email: wanted, locale: "en" }));
    expectOpen(await changeEmail(await personOf(token), given(wanted, await codeTo(wanted))));
    expect((await personOf(token)).email).toBe(wanted);
    expect(await accountFactsOf(userId, "account.email_changed")).toMatchObject([{ payload: { recipient: email } }]);
  });

  test("ends the person's other sessions and API clients, and keeps this browser signed in", async () => {
    const elsewhere = await signedIn(email);
    const stranger = await signedIn((await aPerson(`kept-${count}@example.com`)) && `kept-${count}@example.com`);
    await openTokenFamily(userId, { isTwoFactor: false, userAgent: "x" });
    await sendChangeCode(await personOf(token), { email: wanted, locale: "en" });
    expectOpen(await changeEmail(await personOf(token), given(wanted, await codeTo(wanted))));
    expect(await findSessionUser(elsewhere)).toBeUndefined();
    expect(await findSessionUser(token)).toMatchObject({ userId });
    expect(await findSessionUser(stranger)).toBeDefined();
    expect(await db().tokenFamily.count({ where: { userId, revokedAt: null } })).toBe(0);
  });

  test("is refused without the code, with another address's code, and with another person's code", async () => {
    const other = await aPerson(`third-${count}@example.com`);
    const theirs = await signedIn(`third-${count}@example.com`);
    await sendChangeCode(await personOf(token), { email: wanted, locale: "en" });
    const code = await codeTo(wanted);
    const wrong = { ok: false, refusal: { code: "code_wrong" } };
    expect(await changeEmail(await personOf(theirs), given(wanted, code))).toEqual(wrong);
    expect(await changeEmail(await personOf(token), given("else@example.com", code))).toEqual(wrong);
    expect(await changeEmail(await personOf(token), given(wanted, "000000"))).toEqual(wrong);
    expect((await db().user.findUniqueOrThrow({ where: { id: other } })).email).toContain("third");
  });

  test("uses a code that cannot sign in at the new address", async () => {
    await sendChangeCode(await personOf(token), { email: wanted, locale: "en" });
    const code = await codeTo(wanted);
    const answer = await signInWithMailCode({ email: wanted, code, locale: "en", pendingSignUp: undefined });
    expect(answer).toMatchObject({ ok: false });
    expect(await db().user.count({ where: { email: wanted } })).toBe(0);
  });

  test("reveals that the address is taken only to its proven owner", async () => {
    await aPerson(wanted);
    expectOpen(await sendChangeCode(await personOf(token), { email: wanted, locale: "en" }));
    const code = await codeTo(wanted);
    expect(await changeEmail(await personOf(token), given(wanted, code))).toEqual({
      ok: false,
      refusal: { code: "mail_taken" },
    });
    expect((await personOf(token)).email).toBe(email);
  });

  test("requires proof of identity within fifteen minutes, for the code and for the change", async () => {
    await sendChangeCode(await personOf(token), { email: wanted, locale: "en" });
    await db().session.update({ where: { sessionToken: hashToken(token) }, data: { provenAt: inMinutes(-16) } });
    const person = await personOf(token);
    const refused = { ok: false, refusal: { code: "proof_required" } };
    expect(await sendChangeCode(person, { email: wanted, locale: "en" })).toEqual(refused);
    expect(await changeEmail(person, given(wanted, await codeTo(wanted)))).toEqual(refused);
  });
});
