import { verifyRegistrationResponse } from "@simplewebauthn/server";
import { audit } from "#lib/audit/audit";
import type { Refused } from "#lib/platform/http/refusals";
import { refuse } from "../refusals.ts";
import { ALGORITHMS, openChallenge, relyingParty } from "./passkey-challenge.ts";
import type { RegistrationAnswer } from "./passkey-contract.ts";
import { appendPasskey, claimChallenge } from "./passkey-store.ts";

/**
 * Stores a passkey created by the browser. Refuses `passkey_refused` when the answer does not belong to this person's
 * challenge, was used, comes from another site, or lacks user verification (fingerprint, face or PIN).
 */
export async function registerPasskey(given: {
  userId: string;
  name: string;
  answer: RegistrationAnswer;
  sealedChallenge: string | undefined;
}): Promise<{ ok: true } | Refused<"passkey_refused">> {
  const { userId, name, answer } = given;
  const challenge = openChallenge(given.sealedChallenge, "register");
  if (challenge?.userId !== userId) return REFUSED;
  const made = await verify(answer, challenge.challenge);
  if (!made || !(await claimChallenge(challenge.challenge, new Date(challenge.until)))) return REFUSED;
  const { id, publicKey, counter } = made;
  const isKept = await appendPasskey({
    id,
    userId,
    publicKey,
    counter,
    name,
    transports: answer.response.transports ?? [],
  });
  if (!isKept) return REFUSED;
  await audit({ actor: `user:${userId}`, action: "passkey.add", subject: `user:${userId}`, outcome: "ok" });
  return { ok: true };
}

const REFUSED = refuse("passkey_refused");

async function verify(answer: RegistrationAnswer, expectedChallenge: string) {
  const { id, origin } = relyingParty();
  try {
    const { registrationInfo } = await verifyRegistrationResponse({
      response: answer as Parameters<typeof verifyRegistrationResponse>[0]["response"],
      expectedChallenge,
      expectedOrigin: origin,
      expectedRPID: id,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    });
    return registrationInfo?.credential;
  } catch {
    // The library throws for every invalid answer; the sender must not learn which check failed.
    return undefined;
  }
}
