import { z } from "zod";
import { pageFields, paragraphs, text, uuid } from "#lib/platform/input";

/** What administrators send and read about people. Browser-safe. */

export const PERSON_STATES = ["active", "disabled", "erased"] as const;
export type PersonState = (typeof PERSON_STATES)[number];

const SEARCH_MIN = 2;
export const REASON_MAX = 500;

export const peopleQuery = z.object({
  q: text(254)
    .pipe(z.string().min(SEARCH_MIN, `must have at least ${SEARCH_MIN} characters`))
    .optional()
    .describe("part of the name or of the mail address"),
  cursor: uuid.optional().describe("the `next_cursor` of the page before"),
  limit: pageFields.limit,
});
export type PeopleQuery = z.output<typeof peopleQuery>;

export const personParams = z.object({ id: uuid });
export const disablementBody = z.strictObject({
  reason: paragraphs(REASON_MAX).pipe(z.string().min(1)).describe("other administrators read it"),
});

export const personLine = z.object({
  id: z.uuid(),
  name: z.string().nullable(),
  email: z.string().nullable().describe("null once the account is erased"),
  state: z.enum(PERSON_STATES),
  verified: z.boolean().describe("whether the address was shown to be theirs"),
  administrator: z.boolean(),
  created_at: z.iso.datetime(),
});
export type PersonLine = z.infer<typeof personLine>;

export const peopleAnswer = z.object({
  data: z.array(personLine),
  meta: z.object({ limit: z.int(), next_cursor: z.string().nullable() }),
});
export type PeoplePage = z.infer<typeof peopleAnswer>;

/** A person's standing, without what other services know of them. */
export const personStanding = personLine.extend({
  disablement: z.object({ since: z.iso.datetime(), reason: z.string().nullable() }).nullable(),
  sessions: z.int().describe("browsers and API clients that are signed in"),
  second_factors: z.object({ authenticator: z.boolean(), passkeys: z.int() }),
});
export type PersonStanding = z.infer<typeof personStanding>;
