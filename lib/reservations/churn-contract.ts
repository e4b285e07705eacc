import { z } from "zod";
import { pageMeta } from "#lib/catalog/page-meta";
import { pageFields } from "#lib/platform/input";

/** Who holds seats of an event again and again without buying, as its organizer reads it. Browser-safe. */

export const CHURN_SPANS = ["hour", "day"] as const;
export type ChurnSpan = (typeof CHURN_SPANS)[number];

const churnCounts = z.object({ people: z.int(), networks: z.int() });

export const churnWire = z
  .object({
    reference: z.string().meta({ description: "The same as on the list of risk reviews." }),
    person: z
      .enum(["account", "guest", "network"])
      .meta({ description: "`network`: all guests of one network who showed no proof, who count as one person." }),
    is_listed: z.boolean().meta({ description: "They are on the list of risk reviews as well." }),
    waits: z.int().meta({ description: "How often a hold had to wait (`too_many_holds`)." }),
    proofs_asked: z.int().meta({ description: "How often a new proof was asked for (`challenge_required`)." }),
    holds_abandoned: z.int().meta({ description: "Holds of the span that were given back or lapsed." }),
    seats_held: z.int().meta({ description: "Seats that they hold at this moment." }),
    last_at: z.iso.datetime(),
  })
  .meta({ id: "HoldChurn" });
export type ChurnWire = z.infer<typeof churnWire>;

export const churnQuery = z.object({ span: z.enum(CHURN_SPANS).default("hour"), ...pageFields });
export type ChurnQuery = z.output<typeof churnQuery>;

export const churnList = z
  .object({
    data: z.array(churnWire),
    meta: pageMeta,
    last_hour: churnCounts,
    last_day: churnCounts,
  })
  .meta({ id: "HoldChurnList" });
export type ChurnList = z.infer<typeof churnList>;
