import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { inMinutes } from "../testing/people.ts";
import {
  claimMailCode,
  claimMailCodeAttempt,
  findLinkAddress,
  issueMailCode,
  type MailPurpose,
} from "./mail-code-store.ts";

aDatabase();

const STRANGER = randomUUID();
let email = "";
let userId = "";
beforeEach(async () => {
  email = `${randomUUID()}@example.com`;
  userId = (await db().user.create({ data: { email } })).id;
});

/** Every purpose that a code of this address may have, and the same for another address and another person. */
const purposes = (): [string, MailPurpose][] => [
  ["sign-in", { purpose: "SIGN_IN", email }],
  ["reset", { purpose: "PASSWORD_RESET", email }],
  ["change", { purpose: "EMAIL_CHANGE", email, userId }],
  ["change-of-another-person", { purpose: "EMAIL_CHANGE", email, userId: STRANGER }],
  ["sign-in-elsewhere", { purpose: "SIGN_IN", email: `other-${email}` }],
];
const hashOf = (name: string) => `${name}-${email}`;
const replaceAll = (expires: Date) =>
  Promise.all(purposes().map(([name, what]) => issueMailCode(what, { tokenHash: hashOf(name), expires: expires })));
const pending = async () =>
  (await db().verificationToken.findMany({ where: { identifier: { contains: email } } })).map(({ token }) => token);

describe("a mailed code", () => {
  test("is used up by its own hash only, for its own purpose, person and address", async () => {
    await replaceAll(inMinutes(10));
    for (const [name, what] of purposes()) {
      for (const [other] of purposes()) {
        if (other !== name) expect(await claimMailCode(what, hashOf(other))).toBe(false);
      }
    }
    expect(await pending()).toHaveLength(5);
    for (const [name, what] of purposes()) {
      expect([await claimMailCode(what, hashOf(name)), await claimMailCode(what, hashOf(name))]).toEqual([true, false]);
    }
    expect(await pending()).toEqual([]);
  });

  test("replaces the older one of its purpose and none of another", async () => {
    await replaceAll(inMinutes(10));
    await issueMailCode({ purpose: "SIGN_IN", email }, { tokenHash: hashOf("newer"), expires: inMinutes(10) });
    const names = [
      ...purposes()
        .map(([name]) => name)
        .slice(1),
      "newer",
    ];
    expect((await pending()).toSorted()).toEqual(names.map(hashOf).toSorted());
  });

  test("counts the attempts of its own purpose, up to the most and within its time", async () => {
    const what = { purpose: "SIGN_IN", email } as const;
    await replaceAll(inMinutes(10));
    for (let i = 0; i < 2; i += 1) expect(await claimMailCodeAttempt(what, 2)).toEqual([hashOf("sign-in")]);
    expect(await claimMailCodeAttempt(what, 2)).toEqual([]);
    expect(await db().verificationToken.count({ where: { attempts: 0, identifier: { contains: email } } })).toBe(4);
    await issueMailCode(what, { tokenHash: hashOf("late"), expires: inMinutes(-0.01) });
    expect(await claimMailCodeAttempt(what, 2)).toEqual([]);
  });

  test("is stored once while one of its purpose was sent just now, and again later", async () => {
    const what = { purpose: "SIGN_IN", email } as const;
    const issue = (name: string, justSent: Date) =>
      issueMailCode(what, { tokenHash: hashOf(name), expires: inMinutes(10), justSent });
    await issueMailCode({ purpose: "PASSWORD_RESET", email }, { tokenHash: hashOf("reset"), expires: inMinutes(20) });
    expect(await issue("first", inMinutes(9))).toBe(true);
    expect(await issue("second", inMinutes(9))).toBe(false);
    expect(await issue("third", inMinutes(11))).toBe(true);
    expect((await pending()).toSorted()).toEqual([hashOf("reset"), hashOf("third")].toSorted());
  });
});

describe("links", () => {
  test.each(["SIGN_IN_LINK", "PASSWORD_RESET"] as const)(
    "(%s) stay beside later ones, and one's use ends all",
    async (purpose) => {
      const what = { purpose, email };
      for (const name of ["one", "two"]) {
        await issueMailCode(what, { tokenHash: hashOf(name), expires: inMinutes(10) });
      }
      expect([await findLinkAddress(purpose, hashOf("one")), await findLinkAddress(purpose, hashOf("two"))]).toEqual([
        email,
        email,
      ]);
      expect([await claimMailCode(what, hashOf("one")), await claimMailCode(what, hashOf("two"))]).toEqual([
        true,
        false,
      ]);
    },
  );

  test("come with a code and outlive it", async () => {
    const what = { purpose: "SIGN_IN", email } as const;
    const link = { tokenHash: hashOf("link"), expires: inMinutes(30) };
    await issueMailCode(what, { tokenHash: hashOf("code"), expires: inMinutes(10), link });
    await issueMailCode(what, { tokenHash: hashOf("newer"), expires: inMinutes(10) });
    expect((await pending()).toSorted()).toEqual([hashOf("link"), hashOf("newer")].toSorted());
    expect(await findLinkAddress("SIGN_IN_LINK", hashOf("link"))).toBe(email);
    expect(await claimMailCodeAttempt(what, 5)).toEqual([hashOf("newer")]);
  });
});

describe("a reset link", () => {
  test("names its address while it is in its time", async () => {
    await replaceAll(inMinutes(10));
    expect(await findLinkAddress("PASSWORD_RESET", hashOf("reset"))).toBe(email);
    await db().verificationToken.updateMany({ where: { identifier: email }, data: { expires: inMinutes(-0.01) } });
    expect(await findLinkAddress("PASSWORD_RESET", hashOf("reset"))).toBeUndefined();
  });

  test("is nothing that was mailed for another purpose", async () => {
    await replaceAll(inMinutes(10));
    for (const [name] of purposes()) {
      if (name !== "reset") expect(await findLinkAddress("PASSWORD_RESET", hashOf(name))).toBeUndefined();
    }
  });
});
