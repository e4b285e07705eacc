import { z } from "zod";
import { exactText, positiveIntText } from "#lib/platform/input";
import { clientSignals, RISK_BANDS } from "../risk/signals.ts";

/** Challenges on the wire. Browser-safe. */

export const challengeParams = z.object({ id: positiveIntText });

export const challengeBody = z.object({
  signals: clientSignals.optional(),
  renew: z
    .boolean()
    .default(false)
    .meta({ description: "Make a challenge although a proof is valid: it ends soon, or did not suffice." }),
  without_check: z
    .boolean()
    .default(false)
    .meta({ description: "Ask for more work instead of the check by another service, where one is configured." }),
});

/** The services that check browsers. */
export const CHECKS = ["turnstile", "recaptcha"] as const;
export type CheckName = (typeof CHECKS)[number];

const hex = (bytesMax: number) =>
  z
    .string()
    .regex(/^([0-9a-f]{2})+$/)
    .max(bytesMax * 2);

export const ALGORITHM = "PBKDF2/SHA-512";

/** What the signature binds a challenge to. Times are in epoch milliseconds. */
export const challengeData = z.object({
  key: z
    .string()
    .regex(/^(user|guest):[0-9a-f-]{1,36}$/)
    .meta({ description: "The buyer for whom it was made." }),
  event: z.int(),
  band: z.enum(RISK_BANDS),
  made: z.int(),
  check: z.enum(CHECKS).nullable().meta({ description: "The check that goes with the solution." }),
});
export type ChallengeData = z.infer<typeof challengeData>;

/** A challenge as ALTCHA's proof of work, version 2, has it: any of its solvers can solve it. */
export const workChallenge = z
  .object({
    parameters: z.object({
      algorithm: z.literal(ALGORITHM),
      cost: z.int().min(1).max(1_000_000),
      data: challengeData,
      expiresAt: z.int().meta({ description: "Epoch seconds." }),
      keyLength: z.int().min(16).max(64),
      keyPrefix: hex(32).meta({ description: "With what the derived key of the right counter begins." }),
      keySignature: hex(64),
      nonce: hex(32),
      salt: hex(32),
    }),
    signature: hex(64),
  })
  .meta({ id: "WorkChallenge", description: "A challenge in the format of ALTCHA's proof of work, version 2." });
export type WorkChallenge = z.infer<typeof workChallenge>;

export const challengeWire = z.object({
  challenge: workChallenge,
  tries_max: z.int().meta({ description: "The counter that solves it is less than this." }),
  check: z
    .object({ provider: z.enum(CHECKS), site_key: z.string() })
    .nullable()
    .meta({ description: "The service that has to check the browser as well. `without_check` asks for work instead." }),
});
export type ChallengeWire = z.infer<typeof challengeWire>;

export const solutionBody = z.object({
  challenge: workChallenge,
  solution: z.object({ counter: z.int().min(0).max(4_294_967_295), derivedKey: hex(64) }),
  check_token: exactText(8_192).optional().meta({ description: "The token of the check." }),
});

/** The proof is in a cookie, so that scripts cannot read it. */
export const proofWire = z.object({ proven_until: z.iso.datetime(), band: z.enum(RISK_BANDS) });
export type ProofWire = z.infer<typeof proofWire>;
