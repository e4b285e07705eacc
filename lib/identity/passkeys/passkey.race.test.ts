/**
 * A key and its copy at the same moment. Symptom: both sign in, because each read the old counter before the other wrote the
 * new one. Theory: one guarded write advances the counter, so the second write finds it advanced. Method: answers with the
 * same count to different challenges, all at once, over real connections.
 */
import { expect, test } from "vitest";
import { aDatabase } from "#lib/platform/testing/database";
import { anAuthenticator } from "../testing/authenticator.ts";
import { anAccount } from "../testing/second-factors.ts";
import { beginPasskeyRegistration } from "./begin-passkey-registration.ts";
import { beginPasskeySignIn } from "./begin-passkey-sign-in.ts";
import { registerPasskey } from "./register-passkey.ts";
import { signInWithPasskey } from "./sign-in-with-passkey.ts";

aDatabase();

test("of a key and its copies with the same count, one signs in", async () => {
  const person = await anAccount();
  const key = anAuthenticator();
  const invitation = await beginPasskeyRegistration(person);
  if (!invitation.ok) throw new Error("no passkey may be made");
  const { options, sealedChallenge } = invitation;
  await registerPasskey(person, { name: "Phone", answer: key.create(options), sealedChallenge, sessionToken: "" });
  const begun = await Promise.all(Array.from({ length: 20 }, beginPasskeySignIn));
  const answers = begun.map((each) => ({
    answer: key.get(each.options, { counter: 5 }),
    sealedChallenge: each.sealedChallenge,
  }));
  const opened = await Promise.all(answers.map(signInWithPasskey));
  expect(opened.filter(({ ok }) => ok)).toHaveLength(1);
});
