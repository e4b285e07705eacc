import { z } from "zod";

/** What an organization needs before its first sale, in the order of doing it. Browser-safe. */
export const CHECKLIST_STEPS = [
  "profile",
  "second_factor",
  "payout",
  "approval",
  "venue",
  "hall",
  "event",
  "prices",
  "publish",
  "sale",
] as const;
export type ChecklistStep = (typeof CHECKLIST_STEPS)[number];

/** Where buyers pay, as the checklist tells it. */
export const PAYOUT_ROUTES = ["platform", "wanted", "own", "stopped"] as const;
export type PayoutRoute = (typeof PAYOUT_ROUTES)[number];

export const checklistWire = z
  .object({
    steps: z.array(
      z.object({
        step: z.enum(CHECKLIST_STEPS).meta({
          description: "`second_factor` is that of who asks. `payout`: see `payout_route`.",
        }),
        done: z.boolean(),
      }),
    ),
    payout_route: z.enum(PAYOUT_ROUTES).meta({
      description:
        "`platform`: buyers pay to the platform's account, and no other can be connected. `wanted`: so they do until the organization's own is ready. `own`: they pay to it. `stopped`: it can take no payments, so nobody can buy. Done are `platform` and `own`.",
    }),
    complete: z.boolean().meta({ description: "Whether all but the first sale is done." }),
    hidden: z
      .boolean()
      .meta({ description: "Whether the dashboard shows it no more: hidden by hand, or after the first sale." }),
  })
  .meta({ id: "Checklist" });
export type Checklist = z.infer<typeof checklistWire>;
