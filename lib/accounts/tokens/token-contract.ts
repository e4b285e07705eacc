import { z } from "zod";
import { email, text, uuid } from "#lib/platform/input";
import { PERMISSIONS } from "../permissions.ts";

/** Tokens on the wire: how API clients sign in, and the access tokens of organizations. Browser-safe. */

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

/** The permissions an access token can have: all but making further tokens. */
export const TOKEN_SCOPES = PERMISSIONS.filter((permission) => permission !== "token.manage");
export type TokenScope = (typeof TOKEN_SCOPES)[number];

export const TOKEN_NAME_CHARACTERS = 60;
/** For how many days a token may be made. */
export const TOKEN_DAYS = [7, 30, 90, 365] as const;

const scope = z.enum(TOKEN_SCOPES);

export const newPersonalTokenBody = z.object({
  name: text(TOKEN_NAME_CHARACTERS).pipe(z.string().min(1, "must have a name")),
  scopes: z
    .array(scope)
    .min(1)
    .max(TOKEN_SCOPES.length)
    .refine((scopes) => new Set(scopes).size === scopes.length, "must not name a scope twice"),
  expires_in_days: z
    .int()
    .min(1)
    .max(366)
    .optional()
    .meta({ description: "Without it the token does not end by itself" }),
});
export type NewPersonalToken = z.output<typeof newPersonalTokenBody>;

export const personalTokenView = z
  .object({
    id: z.uuid(),
    name: z.string(),
    hint: z.string().meta({ description: "The last characters of the token" }),
    scopes: z.array(z.string()),
    created_by: z.string().meta({ description: "The name of its maker, in whose place it acts" }),
    created_at: z.iso.datetime(),
    expires_at: z.iso.datetime().nullable(),
    last_used_at: z.iso.datetime().nullable(),
  })
  .meta({ id: "AccessToken" });
export type PersonalTokenView = z.infer<typeof personalTokenView>;

/** The one answer that holds the token itself. */
export const madePersonalToken = personalTokenView
  .extend({ token: z.string().meta({ description: "Shown this once" }) })
  .meta({ id: "NewAccessToken" });
export type MadePersonalToken = z.infer<typeof madePersonalToken>;

export const personalTokenList = z.object({
  data: z.array(personalTokenView),
  meta: z.object({ total: z.int(), page: z.int(), limit: z.int() }),
});

export const personalTokenParams = z.object({ id: uuid, token_id: uuid });
