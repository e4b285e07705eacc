import { z } from "zod";
import { roleWire } from "#lib/organizations/contract";
import { email } from "#lib/platform/input";

/** A person's exported data, and the request for erasure. Browser-safe. */
const moment = z.iso.datetime();
const maybe = moment.nullable();

export const accountExport = z.object({
  id: z.uuid(),
  email: z.string(),
  email_verified_at: maybe,
  name: z.string().nullable(),
  locale: z.string(),
  created_at: moment,
  signs_in_with: z.array(z.string()).describe("other providers the account is linked to"),
  second_factor_since: maybe,
  organizations: z.array(z.object({ name: z.string(), role: roleWire, joined_at: moment })),
  invitations: z.array(z.object({ organization: z.string(), role: roleWire, created_at: moment, accepted_at: maybe })),
  sessions: z.array(
    z.object({
      created_at: moment,
      last_seen_at: moment,
      ends_at: moment,
      address: z.string(),
      user_agent: z.string(),
      two_factor: z.boolean(),
    }),
  ),
  passkeys: z.array(z.object({ name: z.string(), created_at: moment, last_used_at: maybe })),
  api_clients: z.array(z.object({ user_agent: z.string(), created_at: moment, ends_at: moment, revoked_at: maybe })),
  access_tokens: z.array(
    z.object({
      name: z.string(),
      hint: z.string(),
      scopes: z.array(z.string()),
      organization: z.string(),
      created_at: moment,
      expires_at: maybe,
      last_used_at: maybe,
      revoked_at: maybe,
    }),
  ),
  saved_views: z.array(
    z.object({
      list: z.string(),
      name: z.string(),
      query: z.string(),
      is_shared: z.boolean(),
      created_at: moment,
      organization: z.string().nullable(),
    }),
  ),
  risk_reviews: z
    .array(
      z.object({
        event_id: z.int(),
        reference: z.string(),
        state: z.string(),
        score: z.int(),
        reasons: z.array(z.string()),
        times: z.int(),
        first_seen_at: moment,
        last_seen_at: moment,
        decided_at: maybe,
        note: z.string(),
      }),
    )
    .describe(
      "events whose organizer was shown your requests because they looked like a program's, and what they decided",
    ),
  activity: z
    .array(
      z.object({
        at: moment,
        action: z.string(),
        subject: z.string(),
        outcome: z.string(),
        address: z.string().nullable(),
      }),
    )
    .describe("the latest thousand lines of the audit log about what you did"),
});
export type AccountExport = z.infer<typeof accountExport>;

export const erasureBody = z.object({
  email: email.describe("the account's mail, typed once more"),
  void_tickets: z.boolean().optional().describe("give up live tickets, without money back; their seats are sold again"),
});
