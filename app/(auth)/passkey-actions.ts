"use server";

import { revalidatePath } from "next/cache";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { cookieName, cookieRules } from "#lib/identity/cookie-names";
import { beginPasskeyRegistration } from "#lib/identity/passkeys/begin-passkey-registration";
import { beginPasskeySignIn } from "#lib/identity/passkeys/begin-passkey-sign-in";
import { CHALLENGE_TTL_MS } from "#lib/identity/passkeys/passkey-challenge";
import { passkeyId, passkeyName, registrationAnswer, signInAnswer } from "#lib/identity/passkeys/passkey-contract";
import { registerPasskey } from "#lib/identity/passkeys/register-passkey";
import { removePasskey } from "#lib/identity/passkeys/remove-passkey";
import { renamePasskey } from "#lib/identity/passkeys/rename-passkey";
import { signInWithPasskey } from "#lib/identity/passkeys/sign-in-with-passkey";
import { limitTo } from "#lib/protection/limits";
import type { PasskeyInvitation, PasskeyProblem } from "../../components/account/passkey-state.ts";
import { requireFactorHolder, requirePerson, requireProvenPerson } from "../current-person.ts";
import { inRequest, takeFrom } from "../in-request.ts";
import { keepSession } from "./keep-session.ts";
import { ownPath } from "./own-path.ts";

const credentials = limitTo("credentials");
const PAGE = "/account/security/passkeys";

/** A challenge for whoever wants to sign in. */
export async function beginPasskeySignInAction() {
  const { options, sealedChallenge } = await beginPasskeySignIn();
  await keepChallenge(sealedChallenge);
  return options;
}

/** Signs in by what the authenticator answered and goes to `next`; comes back only when it was refused. */
export async function signInWithPasskeyAction(given: unknown, next: unknown): Promise<PasskeyProblem> {
  const wait = await takeFrom(credentials);
  if (wait > 0) return "slow_down";
  const answer = signInAnswer.safeParse(given);
  const sealedChallenge = await takeChallenge();
  if (!answer.success) return "passkey_refused";
  const result = await inRequest(() => signInWithPasskey({ answer: answer.data, sealedChallenge }));
  if (!result.ok) return result.refusal.code;
  await keepSession(result);
  redirect(ownPath(next));
}

/** A challenge for the person's next passkey, or why they may not make one now. */
export async function beginPasskeyRegistrationAction(): Promise<PasskeyInvitation> {
  const person = await requireFactorHolder(PAGE);
  const begun = await beginPasskeyRegistration(person);
  if (!begun.ok) return { problem: begun.refusal.code };
  await keepChallenge(begun.sealedChallenge);
  return { options: begun.options };
}

/** Keeps the passkey the browser just made. Answers what went wrong, if anything did. */
export async function registerPasskeyAction(given: unknown, name: unknown): Promise<PasskeyProblem | undefined> {
  const { userId } = await requireProvenPerson(PAGE);
  if ((await takeFrom(credentials, `user:${userId}`)) > 0) return "slow_down";
  const input = z.object({ answer: registrationAnswer, name: passkeyName }).safeParse({ answer: given, name });
  const sealedChallenge = await takeChallenge();
  if (!input.success) return "passkey_refused";
  const result = await inRequest(() => registerPasskey({ userId, ...input.data, sealedChallenge }));
  if (!result.ok) return result.refusal.code;
  revalidatePath(PAGE);
  return undefined;
}

export async function renamePasskeyAction(form: FormData): Promise<void> {
  const { userId } = await requirePerson(PAGE);
  const input = z.object({ id: passkeyId, name: passkeyName }).safeParse(Object.fromEntries(form));
  if (input.success) await renamePasskey(userId, input.data.id, input.data.name);
  revalidatePath(PAGE);
}

export async function removePasskeyAction(form: FormData): Promise<void> {
  const person = await requireFactorHolder(PAGE);
  const id = passkeyId.safeParse(form.get("id"));
  if (id.success) await inRequest(() => removePasskey(person, id.data));
  revalidatePath(PAGE);
}

function challengeCookie(): string {
  return cookieName("fairseat_passkey");
}

async function keepChallenge(sealed: string): Promise<void> {
  (await cookies()).set(challengeCookie(), sealed, { ...cookieRules(), maxAge: CHALLENGE_TTL_MS / 1_000 });
}

/** The sealed challenge of the cookie, which goes away with it. */
async function takeChallenge(): Promise<string | undefined> {
  const store = await cookies();
  const sealed = store.get(challengeCookie())?.value;
  store.delete({ ...cookieRules(), name: challengeCookie() });
  return sealed;
}
