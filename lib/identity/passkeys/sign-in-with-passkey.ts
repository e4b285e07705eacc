import { verifyAuthenticationResponse } from "@simplewebauthn/server";
import { audit } from "#lib/audit/audit";
import type { Refused } from "#lib/platform/http/refusals";
import type { OpenedSession } from "../contract.ts";
import { refuse } from "../refusals.ts";
import { openSession } from "../sign-in/open-session.ts";
import { openChallenge, relyingParty, userHandle } from "./passkey-challenge.ts";
import type { SignInAnswer } from "./passkey-contract.ts";
import { advanceCounter, claimChallenge, findPasskey, type KnownPasskey } from "./passkey-store.ts";

/**
 * Opens a session with a passkey. The device verified a fingerprint, face or PIN, so it counts as two factors. Refuses
 * `passkey_refused`, the same for an unknown key, a wrong signature, another site, an invalid, lapsed or used challenge, a key
 * whose counter went backwards (it was copied), and a disabled person.
 */
export async function signInWithPasskey(given: {
  answer: SignInAnswer;
  sealedChallenge: string | undefined;
}): Promise<OpenedSession | Refused<"passkey_refused">> {
  const { answer } = given;
  const challenge = openChallenge(given.sealedChallenge, "sign-in");
  const passkey = await findPasskey(answer.id);
  if (!challenge || !passkey) return REFUSED;
  const counter = await verify(answer, passkey, challenge.challenge);
  const isGood =
    counter !== undefined &&
    !passkey.isDisabled &&
    (await claimChallenge(challenge.challenge, new Date(challenge.until))) &&
    (await advanceCounter(passkey.id, counter));
  if (isGood) return openSession(passkey.userId, { how: "passkey", twoFactor: true });
  const who = `user:${passkey.userId}`;
  await audit({
    actor: "stranger",
    action: "session.open",
    subject: who,
    outcome: "failed",
    detail: { how: "passkey" },
  });
  return REFUSED;
}

const REFUSED = refuse("passkey_refused");

/** The authenticator's new count, or undefined when the answer is invalid. */
async function verify(
  answer: SignInAnswer,
  { id, userId, publicKey, counter }: KnownPasskey,
  expectedChallenge: string,
): Promise<number | undefined> {
  const site = relyingParty();
  const handle = Buffer.from(userHandle(userId)).toString("base64url");
  if (answer.response.userHandle !== undefined && answer.response.userHandle !== handle) return undefined;
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: answer as Parameters<typeof verifyAuthenticationResponse>[0]["response"],
      expectedChallenge,
      expectedOrigin: site.origin,
      expectedRPID: site.id,
      requireUserVerification: true,
      credential: { id, publicKey, counter },
    });
    return verified ? authenticationInfo.newCounter : undefined;
  } catch {
    // The library throws for every invalid answer; the sender must not learn which check failed.
    return undefined;
  }
}
