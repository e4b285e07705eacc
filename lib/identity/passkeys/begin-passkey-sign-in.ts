import { generateAuthenticationOptions } from "@simplewebauthn/server";
import { relyingParty, sealChallenge } from "./passkey-challenge.ts";

/**
 * The options for signing in with a passkey, and the sealed challenge for its cookie. They list no keys and no person: the
 * authenticator offers its keys for this site, so the answer does not reveal who has an account.
 */
export async function beginPasskeySignIn() {
  const options = await generateAuthenticationOptions({ rpID: relyingParty().id, userVerification: "required" });
  return { options, sealedChallenge: sealChallenge({ purpose: "sign-in", challenge: options.challenge }) };
}
