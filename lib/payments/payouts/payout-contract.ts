import { z } from "zod";

/** An organization's own account at the gateway as people and the API read it. Browser-safe. */
export const PAYOUT_STATE_WORDS = ["none", "onboarding", "active", "restricted", "disconnected"] as const;
export type PayoutStateWord = (typeof PAYOUT_STATE_WORDS)[number];

export const payoutAccountWire = z
  .object({
    state: z.enum(PAYOUT_STATE_WORDS).meta({
      description:
        "`none`, `onboarding` and `disconnected`: buyers pay to the platform. `active`: they pay to this account. `restricted`: they cannot pay until the gateway has what it asks for.",
    }),
    account: z.string().nullable().meta({ description: "The gateway's name of it, `acct_…`." }),
    is_offered: z.boolean().meta({ description: "Whether accounts can be connected here." }),
    pays_out: z.boolean().meta({ description: "Whether the gateway pays out to the bank." }),
    due: z.array(z.string()).meta({ description: "What the gateway asks for, in its words." }),
    disabled_reason: z.string().nullable(),
    has_access: z.boolean().meta({
      description:
        "False once the account took the platform's access away: what was paid there cannot be refunded here.",
    }),
    connected_at: z.iso.datetime().nullable(),
    checked_at: z.iso.datetime().nullable(),
  })
  .meta({ id: "PayoutAccount" });
export type PayoutAccountWire = z.infer<typeof payoutAccountWire>;

export const onboardingAnswer = z
  .object({
    url: z.url().meta({ description: "The gateway's page to go on at; good for one visit within minutes." }),
  })
  .meta({ id: "PayoutOnboarding" });
