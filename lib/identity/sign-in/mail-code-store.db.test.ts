import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { inMinutes } from "../testing/people.ts";
import {
  claimMailCode,
  claimMailCodeAttempt,
  findResetAddress,
  hasMailCodeLapsingAfter,
  type MailPurpose,
  replaceMailCode,
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
  Promise.all(purposes().map(([name, what]) => replaceMailCode(what, hashOf(name), expires)));
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
    await replaceMailCode({ purpose: "SIGN_IN", email }, hashOf("newer"), inMinutes(10));
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
    await replaceMailCode(what, hashOf("late"), inMinutes(-0.01));
    expect(await claimMailCodeAttempt(what, 2)).toEqual([]);
  });

  test("was sent just now when it lapses after the given moment", async () => {
    const what = { purpose: "SIGN_IN", email } as const;
    await replaceMailCode({ purpose: "PASSWORD_RESET", email }, hashOf("reset"), inMinutes(20));
    expect(await hasMailCodeLapsingAfter(what, inMinutes(5))).toBe(false);
    await replaceMailCode(what, hashOf("sign-in"), inMinutes(10));
    expect([
      await hasMailCodeLapsingAfter(what, inMinutes(9)),
      await hasMailCodeLapsingAfter(what, inMinutes(11)),
    ]).toEqual([true, false]);
  });
});

describe("a reset link", () => {
  test("names its address while it is in its time", async () => {
    await replaceAll(inMinutes(10));
    expect(await findResetAddress(hashOf("reset"))).toBe(email);
    await replaceAll(inMinutes(-0.01));
    expect(await findResetAddress(hashOf("reset"))).toBeUndefined();
  });

  test("is nothing that was mailed for another purpose", async () => {
    await replaceAll(inMinutes(10));
    for (const [name] of purposes()) {
      if (name !== "reset") expect(await findResetAddress(hashOf(name))).toBeUndefined();
    }
  });
});
