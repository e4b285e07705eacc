import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from "@simplewebauthn/browser";
import type { RefusalCode } from "#lib/platform/http/refusals";

/** Why a passkey was not made or not taken: what the server said, or what happened at the device. */
export type PasskeyProblem =
  | Extract<RefusalCode, "passkey_refused" | "passkeys_full" | "two_factor_required" | "not_found">
  | "slow_down"
  | "no_answer"
  | "unanswered"
  | "already_here";

export type PasskeyInvitation =
  | { readonly options: PublicKeyCredentialCreationOptionsJSON; readonly problem?: never }
  | { readonly options?: never; readonly problem: PasskeyProblem };

/** What an authenticator is asked to sign, or why it is not asked now. */
export type PasskeySignInStart =
  | { readonly options: PublicKeyCredentialRequestOptionsJSON; readonly problem?: never }
  | { readonly options?: never; readonly problem: PasskeyProblem };

type NoInput = Record<string, never>;

/** The server's side of signing in with a passkey. */
export type PasskeySignInActions = {
  readonly begin: (given: NoInput) => Promise<PasskeySignInStart>;
  /** Goes on to the page somebody came for; comes back only with a problem. */
  readonly finish: (given: { answer: AuthenticationResponseJSON; next: string }) => Promise<PasskeyProblem>;
};

/** The server's side of making one. */
export type PasskeyAddActions = {
  readonly begin: (given: NoInput) => Promise<PasskeyInvitation>;
  readonly finish: (given: { answer: RegistrationResponseJSON; name: string }) => Promise<PasskeyProblem | undefined>;
};
