import { Secret, TOTP } from "otpauth";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { factsOf } from "#lib/platform/testing/facts";
import { beginSecondFactor } from "../second-factor/begin-second-factor.ts";
import { confirmSecondFactor } from "../second-factor/confirm-second-factor.ts";
import { readSetUp } from "../second-factor/read-set-up.ts";
import { openSession } from "../sign-in/open-session.ts";

/** A person with an account and nothing else. */
export async function anAccount() {
  const email = `${uuidv7()}@example.com`;
  const { id } = await db().user.create({ data: { email, name: "Ana", emailVerified: new Date() } });
  return { userId: id, email, name: "Ana", role: "MEMBER", isTwoFactor: false, needsSecondFactor: false } as const;
}

/** A person with a second factor, the session that turned it on, the app and the recovery codes. */
export async function aPersonWithApp() {
  const person = await anAccount();
  const session = await aSessionOf(person.userId);
  await beginSecondFactor(person);
  const { secret = "" } = (await readSetUp(person)) ?? {};
  const confirmed = await confirmSecondFactor(person, {
    code: codeOf(secret),
    sessionToken: session,
  });
  if (!confirmed.ok) throw new Error(`the set-up was refused: ${confirmed.refusal.code}`);
  return {
    ...person,
    session,
    secret,
    recoveryCodes: confirmed.recoveryCodes,
    /** The next period's code, because the present one was used for the set-up. */
    nextCode: () => codeOf(secret, 1),
  };
}

export async function aSessionOf(userId: string): Promise<string> {
  return (await openSession(userId)).session.token;
}

/** The app's code after `stepsLater` further periods. */
export function codeOf(secret: string, stepsLater = 0): string {
  const app = new TOTP({ secret: Secret.fromBase32(secret) });
  return app.generate({ timestamp: Date.now() + stepsLater * 30_000 });
}

/** What happened to the person's account, in order, without the sign-ins themselves. */
export async function noticesTo(userId: string): Promise<string[]> {
  const types = (await factsOf({ having: { userId } })).map(({ type }) => type.replace("account.", ""));
  return types.filter((type) => type !== "signed_in");
}

/** The person's audit entries as action and outcome. */
export async function auditedOn(userId: string): Promise<string[]> {
  const lines = await db().auditEntry.findMany({ where: { subject: `user:${userId}` }, orderBy: { at: "asc" } });
  return lines.map(({ action, outcome }) => `${action} ${outcome}`);
}
