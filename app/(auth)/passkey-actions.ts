"use server";

import { revalidatePath } from "next/cache";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { sessionCookieName } from "#lib/identity/cookie-names";
import { beginPasskeyRegistration } from "#lib/identity/passkeys/begin-passkey-registration";
import { beginPasskeySignIn } from "#lib/identity/passkeys/begin-passkey-sign-in";
import { CHALLENGE_TTL_MS } from "#lib/identity/passkeys/passkey-challenge";
import { passkeyId, passkeyName, registrationAnswer, signInAnswer } from "#lib/identity/passkeys/passkey-contract";
import { registerPasskey } from "#lib/identity/passkeys/register-passkey";
import { removePasskey } from "#lib/identity/passkeys/remove-passkey";
import { signInWithPasskey } from "#lib/identity/passkeys/sign-in-with-passkey";
import { renamePasskey } from "#lib/identity/queries";
import { account, factorHolder } from "#lib/organizations/account-authority";
import { anyone } from "#lib/organizations/authority";
import { cookieName, cookieRules } from "#lib/platform/http/cookie-rules";
import { limitTo } from "#lib/protection/limits";
import type { PasskeyInvitation, PasskeyProblem, PasskeySignInStart } from "../../components/account/passkey-state.ts";
import { type ActionRefusal, action } from "../action.ts";
import { keepSession } from "./keep-session.ts";
import { nextPath } from "./own-path.ts";

const PAGE = "/account/security/passkeys";
const upkeep = { limit: limitTo("account"), refused: showAgain };

/** A challenge for a visitor who wants to sign in. */
export const beginPasskeySignInAction = action(
  {
    route: "/sign-in#begin-passkey",
    authority: anyone,
    // Browsers ask as soon as the page opens, so it is held like the page.
    limit: limitTo("browse"),
    input: z.object({}),
    refused: (refusal): PasskeySignInStart => ({ problem: problemOf(refusal) }),
  },
  async (): Promise<PasskeySignInStart> => {
    const { options, sealedChallenge } = await beginPasskeySignIn();
    await keepChallenge(sealedChallenge);
    return { options };
  },
);

/** Signs in by what the authenticator answered and goes to `next`; comes back only when it was refused. */
export const signInWithPasskeyAction = action(
  {
    route: "/sign-in#passkey",
    authority: anyone,
    limit: limitTo("credentials"),
    input: z.object({ answer: signInAnswer, next: nextPath }),
    refused: async (refusal): Promise<PasskeyProblem> => {
      await takeChallenge();
      return problemOf(refusal);
    },
  },
  async ({ input: { answer, next } }) => {
    const result = await signInWithPasskey({ answer, sealedChallenge: await takeChallenge() });
    if (!result.ok) return result.refusal.code;
    await keepSession(result);
    redirect(next);
  },
);

/** A challenge for the person's next passkey, or why they may not make one now. */
export const beginPasskeyRegistrationAction = action(
  {
    route: `${PAGE}#begin`,
    authority: factorHolder,
    limit: limitTo("account"),
    input: z.object({}),
    refused: (refusal): PasskeyInvitation => ({ problem: problemOf(refusal) }),
  },
  async ({ who }): Promise<PasskeyInvitation> => {
    const begun = await beginPasskeyRegistration(who);
    if (!begun.ok) return { problem: begun.refusal.code };
    await keepChallenge(begun.sealedChallenge);
    return { options: begun.options };
  },
);

/** Keeps the passkey the browser just made. Answers what went wrong, if anything did. */
export const registerPasskeyAction = action(
  {
    route: `${PAGE}#register`,
    authority: factorHolder,
    limit: limitTo("credentials"),
    input: z.object({ answer: registrationAnswer, name: passkeyName }),
    refused: async (refusal): Promise<PasskeyProblem | undefined> => {
      await takeChallenge();
      return problemOf(refusal);
    },
  },
  async ({ who, input }) => {
    const [sealedChallenge, token] = [await takeChallenge(), await sessionToken()];
    const result = await registerPasskey(who, { ...input, sealedChallenge, sessionToken: token });
    if (!result.ok) return result.refusal.code;
    revalidatePath(PAGE);
    return undefined;
  },
);

export const renamePasskeyAction = action(
  { ...upkeep, route: `${PAGE}#rename`, authority: account, input: z.object({ id: passkeyId, name: passkeyName }) },
  async ({ who, input }) => {
    await renamePasskey(who.userId, input.id, input.name);
    return showAgain();
  },
);

export const removePasskeyAction = action(
  { ...upkeep, route: `${PAGE}#remove`, authority: factorHolder, input: z.object({ id: passkeyId }) },
  async ({ who, input }) => {
    await removePasskey(who, { id: input.id, sessionToken: await sessionToken() });
    return showAgain();
  },
);

/** A form's state here is the page. */
function showAgain(): undefined {
  revalidatePath(PAGE);
  return undefined;
}

function problemOf({ code }: ActionRefusal): PasskeyProblem {
  return code === "rate_limit_exceeded" ? "slow_down" : "passkey_refused";
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

/** The cookie of this browser's session, which stays when the others end. */
async function sessionToken(): Promise<string> {
  return (await cookies()).get(sessionCookieName())?.value ?? "";
}
