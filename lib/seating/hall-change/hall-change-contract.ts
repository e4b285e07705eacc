import { z } from "zod";
import { pageMeta } from "#lib/catalog/page-meta";
import { text, uuid } from "#lib/platform/input";
import { differenceWire } from "../drafts/draft-contract.ts";
import { orphanedSeat } from "../refusals.ts";

/** A change of an event's hall as it is asked for. */
export const hallChangeBody = z
  .object({
    hall_id: uuid.meta({ description: "The hall whose version the event sells now." }),
    version: z.int().min(1).meta({ description: "The version of that hall to sell from now on." }),
    layout_hash: text(64).meta({ description: "The event's layout as you know it: a change in between is refused." }),
    price_levels: z
      .record(z.string().max(80), z.int().min(1).max(32_767))
      .default({})
      .meta({ description: "Price levels by names of categories; others keep the level of their name." }),
    dry_run: z
      .boolean()
      .default(false)
      .meta({ description: "Only says what would change and what stands against it." }),
  })
  .meta({ id: "HallChangeRequest" });
export type HallChangeBody = z.output<typeof hallChangeBody>;

const repricedSeat = z.object({
  ...{ seat_id: z.int(), section: z.string(), row: z.string(), number: z.string(), at_table: z.boolean() },
  before: z.string().meta({ description: "Name of the price level." }),
  after: z.string(),
});

export const hallChangeWire = z
  .object({
    applied: z.boolean(),
    layout_hash: z.string().meta({ description: "The event's layout after this answer." }),
    difference: differenceWire,
    repriced: z.array(repricedSeat).meta({ description: "Seats at another price level; at most 1,000." }),
    repriced_count: z.int(),
    orphaned: z.array(orphanedSeat).meta({ description: "Removed seats that people have: they stand against it." }),
    orphaned_count: z.int(),
    unpriced_categories: z.array(z.string()),
    worse_count: z.int().meta({ description: "Sold and held seats that get worse: their orders may be given back." }),
    return_days: z.int().meta({ description: "For how many days they may, as for other changes of the event." }),
  })
  .meta({ id: "HallChange" });
export type HallChangeWire = z.infer<typeof hallChangeWire>;

export const hallChangeList = z
  .object({
    data: z.array(
      z.object({
        ...{ id: z.uuid(), hall_id: z.uuid(), version: z.int(), layout_hash: z.string() },
        ...{ changed_at: z.iso.datetime(), changed_by: z.string() },
        counts: z.record(z.string(), z.int()).meta({ description: "Seats by what became of them." }),
      }),
    ),
    meta: pageMeta,
  })
  .meta({ id: "HallChangeList" });
export type HallChangeList = z.infer<typeof hallChangeList>;
