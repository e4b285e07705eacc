import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/browser";
import type { RefusalCode } from "#lib/platform/http/refusals";

/** Why a passkey was not made or not taken: what the server said, or what happened at the device. */
export type PasskeyProblem =
  | Extract<RefusalCode, "passkey_refused" | "passkeys_full" | "two_factor_required" | "not_found">
  | "slow_down"
  | "no_answer"
  | "already_here";

export type PasskeyInvitation =
  | { readonly options: PublicKeyCredentialCreationOptionsJSON; readonly problem?: never }
  | { readonly options?: never; readonly problem: PasskeyProblem };

/** The server's side of signing in with a passkey. */
export type PasskeySignInActions = {
  readonly begin: () => Promise<PublicKeyCredentialRequestOptionsJSON>;
  /** Goes on to the page somebody came for; comes back only with a problem. */
  readonly finish: (answer: unknown, next: string) => Promise<PasskeyProblem>;
};

/** The server's side of making one. */
export type PasskeyAddActions = {
  readonly begin: () => Promise<PasskeyInvitation>;
  readonly finish: (answer: unknown, name: string) => Promise<PasskeyProblem | undefined>;
};
