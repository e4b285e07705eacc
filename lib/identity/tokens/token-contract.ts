import { z } from "zod";
import { email, text } from "#lib/platform/input";

/** Tokens on the wire: how API clients sign in. Browser-safe. */

const refreshToken = z
  .string()
  .regex(/^fsr_[A-Za-z0-9_-]{43}$/, "must be a refresh token")
  .meta({ description: "The newest refresh token of this sign-in" });

export const tokenBody = z.discriminatedUnion("grant_type", [
  z.object({
    grant_type: z.literal("password"),
    email,
    password: z.string().min(1).max(200),
    otp: text(40)
      .optional()
      .meta({ description: "A code of the authenticator app, or a recovery code, where a second factor is set up" }),
  }),
  z.object({ grant_type: z.literal("refresh_token"), refresh_token: refreshToken }),
]);

export const tokenAnswer = z
  .object({
    access_token: z.string().meta({ description: "A JSON Web Token for `Authorization: Bearer`" }),
    token_type: z.literal("Bearer"),
    expires_in: z.int().meta({ description: "Seconds until the access token is over" }),
    refresh_token: z.string().meta({ description: "Good once: its answer brings the next one" }),
    refresh_expires_in: z.int().meta({ description: "Seconds until the refresh token is over" }),
  })
  .meta({ id: "TokenPair" });
export type TokenPair = z.infer<typeof tokenAnswer>;

/** A JSON Web Key Set (RFC 7517). */
export const keySet = z
  .object({
    keys: z.array(
      z.object({
        kty: z.literal("RSA"),
        use: z.literal("sig"),
        alg: z.literal("RS256"),
        kid: z.string(),
        n: z.string(),
        e: z.string(),
      }),
    ),
  })
  .meta({ id: "KeySet" });
export type PublishedKey = z.infer<typeof keySet>["keys"][number];

export const revokeBody = z.object({ refresh_token: refreshToken });
