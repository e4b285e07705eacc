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

export const checklistWire = z
  .object({
    steps: z.array(
      z.object({
        step: z.enum(CHECKLIST_STEPS).meta({
          description: "`second_factor` is that of who asks. `payout`: the platform's own account receives the money.",
        }),
        done: z.boolean(),
      }),
    ),
    complete: z.boolean().meta({ description: "Whether all but the first sale is done." }),
    hidden: z
      .boolean()
      .meta({ description: "Whether the dashboard shows it no more: hidden by hand, or after the first sale." }),
  })
  .meta({ id: "Checklist" });
export type Checklist = z.infer<typeof checklistWire>;
