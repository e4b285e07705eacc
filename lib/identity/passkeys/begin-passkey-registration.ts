import { generateRegistrationOptions } from "@simplewebauthn/server";
import { refuse } from "../refusals.ts";
import { type FactorHolder, mayChangeFactors } from "../second-factor/may-change-factors.ts";
import { ALGORITHMS, relyingParty, sealChallenge, userHandle } from "./passkey-challenge.ts";
import { PASSKEYS_MAX } from "./passkey-contract.ts";
import { findPasskeysOf } from "./passkey-store.ts";

/**
 * The options for creating a passkey in the browser, and the sealed challenge for its cookie. The key must be discoverable
 * and require a fingerprint, face or PIN, so that it signs in alone and counts as two factors. Refuses `two_factor_required`
 * (see `mayChangeFactors`), and `passkeys_full` when the person has the maximum number.
 */
export async function beginPasskeyRegistration(person: FactorHolder & { email: string; name: string | null }) {
  if (!(await mayChangeFactors(person))) return refuse("two_factor_required");
  const known = await findPasskeysOf(person.userId);
  if (known.length >= PASSKEYS_MAX) return refuse("passkeys_full");
  const { name: rpName, id: rpID } = relyingParty();
  const options = await generateRegistrationOptions({
    rpName,
    rpID,
    userID: userHandle(person.userId),
    userName: person.email,
    userDisplayName: person.name ?? person.email,
    attestationType: "none",
    supportedAlgorithmIDs: ALGORITHMS,
    excludeCredentials: known.map(({ id, transports }) => ({ id, transports })),
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
  const sealedChallenge = sealChallenge({
    purpose: "register",
    challenge: options.challenge,
    userId: person.userId,
  });
  return { ok: true, options, sealedChallenge } as const;
}
