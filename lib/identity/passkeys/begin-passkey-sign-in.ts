import { generateAuthenticationOptions } from "@simplewebauthn/server";
import { relyingParty, sealChallenge } from "./passkey-challenge.ts";

/**
 * What the browser needs to sign in with a passkey, and the sealed challenge for its cookie. It names no keys and no
 * person: the authenticator offers those it has for this site, so the answer tells nobody who has an account.
 */
export async function beginPasskeySignIn() {
  const options = await generateAuthenticationOptions({ rpID: relyingParty().id, userVerification: "required" });
  return { options, sealedChallenge: sealChallenge({ purpose: "sign-in", challenge: options.challenge }) };
}
