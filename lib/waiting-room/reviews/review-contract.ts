import { z } from "zod";
import { pageMeta } from "#lib/catalog/page-meta";
import { pageFields, text, uuid } from "#lib/platform/input";
import { readReference } from "#lib/protection/risk/review-reference";

/** The list of buyers whose requests looked like a program's, as the organizer of their event reads it and decides. Browser-safe. */

export const REVIEW_STATES = ["open", "approved", "refused"] as const;
export type ReviewStateWire = (typeof REVIEW_STATES)[number];
export const NOTE_MAX = 500;
export const DECIDED_AT_ONCE_MAX = 100;

export const reviewWire = z
  .object({
    id: z.uuid(),
    reference: z.string().meta({ description: "What the person reads, and tells you when they write." }),
    person: z.enum(["account", "guest"]),
    state: z.enum(REVIEW_STATES),
    score: z.int().meta({ description: "The highest risk of their requests, from 0 to 100." }),
    reasons: z
      .array(z.string())
      .meta({ description: "Signals of the latest request and of orders, the heaviest first." }),
    orders: z.array(z.string()).meta({
      description:
        "Paid orders that are why: together they have more seats than one person may buy. The latest first, at most twenty.",
    }),
    times: z.int().meta({ description: "How often such a request or order came." }),
    first_seen_at: z.iso.datetime(),
    last_seen_at: z.iso.datetime(),
    decided_at: z.iso.datetime().nullable(),
    note: z
      .string()
      .meta({ description: "Why it was decided so. Who has an account reads it in the export of their data." }),
  })
  .meta({ id: "RiskReview" });
export type ReviewWire = z.infer<typeof reviewWire>;

export const reviewsQuery = z.object({
  state: z.enum(REVIEW_STATES).optional(),
  reference: text(20)
    .refine((value) => readReference(value) !== undefined, "must be a reference such as 4F9A-12CD")
    .optional(),
  ...pageFields,
});
export type ReviewsQuery = z.output<typeof reviewsQuery>;
export const reviewList = z.object({ data: z.array(reviewWire), meta: pageMeta }).meta({ id: "RiskReviewList" });

export const decisionBody = z
  .strictObject({
    ids: z.array(uuid).min(1).max(DECIDED_AT_ONCE_MAX),
    decision: z.enum(["approve", "refuse"]),
    note: text(NOTE_MAX).default("").meta({ description: "Required to refuse." }),
  })
  .refine(({ decision, note }) => decision === "approve" || note !== "", {
    path: ["note"],
    message: "must say why",
  })
  .meta({ id: "RiskReviewDecision" });
export type DecisionBody = z.output<typeof decisionBody>;
export const decisionAnswer = z
  .object({ decided: z.int().meta({ description: "How many were not decided so before." }) })
  .meta({ id: "DecidedRiskReviews" });

/** A buyer's place on the organizer's list, and whom they can write to. */
export type OwnReview = {
  readonly state: "open" | "refused";
  readonly reference: string;
  readonly organizer: string;
  /** Empty where the organizer has named none. */
  readonly contactEmail: string;
};
