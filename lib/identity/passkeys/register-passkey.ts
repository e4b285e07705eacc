import { verifyRegistrationResponse } from "@simplewebauthn/server";
import { audit } from "#lib/audit/audit";
import type { Refused } from "#lib/platform/http/refusals";
import { refuse } from "../refusals.ts";
import { type FactorHolder, mayChangeBeside } from "../second-factor/may-change-factors.ts";
import { ALGORITHMS, openChallenge, relyingParty } from "./passkey-challenge.ts";
import type { RegistrationAnswer } from "./passkey-contract.ts";
import { appendPasskey, claimChallenge } from "./passkey-store.ts";

/**
 * Stores a passkey created by the browser, and ends the person's other sessions. Refuses `passkey_refused` when the answer does
 * not belong to this person's challenge, was used, comes from another site, or lacks user verification (fingerprint, face or
 * PIN); `two_factor_required` and `passkeys_full` as at the beginning, because the account may have changed since.
 */
export async function registerPasskey(
  person: FactorHolder,
  given: { name: string; answer: RegistrationAnswer; sealedChallenge: string | undefined; sessionToken: string },
): Promise<{ ok: true } | Refused<"passkey_refused" | "two_factor_required" | "passkeys_full">> {
  const { userId } = person;
  const { name, answer, sessionToken } = given;
  const challenge = openChallenge(given.sealedChallenge, "register");
  if (challenge?.userId !== userId) return REFUSED;
  const made = await verify(answer, challenge.challenge);
  if (!made || !(await claimChallenge(challenge.challenge, new Date(challenge.until)))) return REFUSED;
  const { id, publicKey, counter } = made;
  const outcome = await appendPasskey(
    { id, userId, publicKey, counter, name, transports: answer.response.transports ?? [] },
    { sessionToken, may: (factors) => mayChangeBeside(person, factors) },
  );
  if (outcome !== "kept") return refuse(REFUSALS[outcome]);
  await audit({ actor: `user:${userId}`, action: "passkey.add", subject: `user:${userId}`, outcome: "ok" });
  return { ok: true };
}

const REFUSALS = { taken: "passkey_refused", full: "passkeys_full", refused: "two_factor_required" } as const;

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
