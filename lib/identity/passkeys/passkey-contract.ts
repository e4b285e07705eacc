import { z } from "zod";
import { text } from "#lib/platform/input";

/** An authenticator's answer as the browser sends it, bytes in base64url (WebAuthn, level 3, section 5.1). Browser-safe. */
const bytes = z
  .string()
  .max(20_000)
  .regex(/^[\w-]*$/);
/** The id of a passkey. */
export const passkeyId = z
  .string()
  .min(1)
  .max(1_400)
  .regex(/^[\w-]+$/);
const credential = {
  id: passkeyId,
  rawId: passkeyId,
  type: z.literal("public-key"),
  // No extensions are requested, so their results are ignored.
  clientExtensionResults: z.unknown().transform(() => ({})),
};

/** `navigator.credentials.create()`'s answer. */
export const registrationAnswer = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: bytes,
    attestationObject: bytes,
    // Stored as hints for the browser. The standard's list of values grows, so any short word is accepted.
    transports: z
      .array(z.string().regex(/^[a-z-]{1,20}$/))
      .max(10)
      .optional(),
  }),
});

/** `navigator.credentials.get()`'s answer. */
export const signInAnswer = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: bytes,
    authenticatorData: bytes,
    signature: bytes,
    userHandle: bytes.optional(),
  }),
});

export const passkeyName = text(60).pipe(z.string().min(1));

export type RegistrationAnswer = z.output<typeof registrationAnswer>;
export type SignInAnswer = z.output<typeof signInAnswer>;

/** A passkey as its owner sees it. */
export type PasskeyView = { id: string; name: string; createdAt: Date; lastUsedAt: Date | null };

/** The limit of passkeys for one person. The whole list is sent with every registration, so it must stay short. */
export const PASSKEYS_MAX = 20;
