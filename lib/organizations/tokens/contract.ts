import { z } from "zod";
import { text, uuid } from "#lib/platform/input";
import { PERMISSIONS } from "../permissions.ts";

/** The access tokens of organizations, on the wire. Browser-safe. */

/** The permissions an access token can have: all except creating tokens. */
export const TOKEN_SCOPES = PERMISSIONS.filter((permission) => permission !== "token.manage");
export type TokenScope = (typeof TOKEN_SCOPES)[number];

export const TOKEN_NAME_CHARACTERS = 60;
/** The possible lifetimes of a token in days. */
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

export const personalTokenWire = z
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
export type PersonalTokenWire = z.infer<typeof personalTokenWire>;

/** The only answer that contains the token itself. */
export const madePersonalToken = personalTokenWire
  .extend({ token: z.string().meta({ description: "Shown this once" }) })
  .meta({ id: "NewAccessToken" });
export type MadePersonalToken = z.infer<typeof madePersonalToken>;

export const personalTokenList = z.object({
  data: z.array(personalTokenWire),
  meta: z.object({ total: z.int(), page: z.int(), limit: z.int() }),
});

export const personalTokenParams = z.object({ id: uuid, token_id: uuid });
