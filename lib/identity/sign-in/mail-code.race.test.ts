/**
 * Many requests for a mail at the same moment. Symptom: twenty codes were mailed, because each request looked before any other
 * had stored its code. Theory: the look and the write are one step for an address and a purpose. Method: twenty at once.
 */
import { beforeEach, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { requestPasswordReset } from "../passwords/request-password-reset.ts";
import { aPerson, jobsOf, personOf, signedIn } from "../testing/people.ts";
import { sendChangeCode } from "./change-email.ts";
import { sendMailCode } from "./send-mail-code.ts";

aDatabase();

let email = "";
beforeEach(async () => {
  email = `${uuidv7()}@example.com`;
  await aPerson(email);
});

const twenty = (ask: (n: number) => Promise<unknown>) => Promise.all(Array.from({ length: 20 }, (_, n) => ask(n)));

test("twenty sign-in codes asked for at once, in any spelling of the address, send one mail", async () => {
  await twenty((n) => sendMailCode({ email: n % 2 ? email : email.toUpperCase(), locale: "en" }));
  const [one, other] = [
    await jobsOf("send-mail-code", { email }),
    await jobsOf("send-mail-code", { email: email.toUpperCase() }),
  ];
  expect(one.length + other.length).toBe(1);
  expect(await db().verificationToken.count({ where: { identifier: email, purpose: "SIGN_IN" } })).toBe(1);
});

test("twenty reset links asked for at once send one mail", async () => {
  await twenty(() => requestPasswordReset({ email, locale: "en" }));
  expect(await jobsOf("send-password-reset", { email })).toHaveLength(1);
});

test("twenty codes for a new address asked for at once send one mail", async () => {
  const person = await personOf(await signedIn(email));
  const wanted = `new-${email}`;
  await twenty(() => sendChangeCode(person, { email: wanted, locale: "en" }));
  expect(await jobsOf("send-mail-code", { email: wanted })).toHaveLength(1);
});
