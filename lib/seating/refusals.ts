import { z } from "zod";
import { catalogRefusals } from "#lib/catalog/refusals";
import { type DataOf, declareRefusals, refuseWith } from "#lib/platform/http/refusals";
import { saleWindowWire } from "./access/access-contract.ts";
import { allocationWire } from "./allocations/allocation-contract.ts";
import { fileProblem, importField } from "./import/import-contract.ts";
import { pricePaintingWire } from "./painting/painting-contract.ts";
import { PROBLEM_KINDS, type ProblemKind } from "./plan/problems/problem.ts";

/** A seat that a change removes though someone has it. */
export const orphanedSeat = z
  .object({
    ...{ seat_id: z.int(), section: z.string(), row: z.string(), number: z.string(), at_table: z.boolean() },
    reason: z.enum(["sold", "held"]),
    order_number: z.string().nullable().meta({ description: "Null for a hold that no order was made of yet." }),
  })
  .meta({ id: "OrphanedSeat" });

/** What drafts and changes of halls refuse. */
export const seatingRefusals = declareRefusals({
  draft_changed: {
    status: 409,
    title: "Someone else saved a newer state of this draft.",
    data: z.object({
      revision: z.int().meta({ description: "The draft's revision of now." }),
      changed_at: z.iso.datetime(),
      changed_by: z.string().nullable(),
    }),
  },
  invalid_file: {
    status: 422,
    title: "This file cannot be read as a hall.",
    data: z.object({
      problems: z.array(fileProblem).meta({ description: "What is wrong and where, at most 21." }),
      fields: z.array(importField).meta({ description: "What the options `columns` or `svg` may name." }),
    }),
  },
  import_busy: {
    status: 503,
    title: "Too many files are being read. Try again in a moment.",
    data: z.object({ retry_after_seconds: z.int() }),
  },
  draft_limit_reached: {
    status: 409,
    title: "This venue has as many drafts as it may have.",
    data: z.object({ limit: z.int() }),
  },
  hall_changed: {
    status: 409,
    title: "The hall of this event was changed in the meantime.",
    data: z.object({ layout_hash: z.string().meta({ description: "The event's layout of now." }) }),
  },
  hall_not_changeable: {
    status: 409,
    title: "The hall of this event cannot be changed in this way.",
    data: z.object({
      reason: z.enum(["draft", "cancelled", "ended", "other_hall"]).meta({
        description:
          "A draft takes another layout as any field; `other_hall`: the event's seats were never a version of this hall.",
      }),
    }),
  },
  hall_change_refused: {
    status: 409,
    title: "This change would take seats from people who have them, or leaves seats without a price.",
    data: z.object({
      orphaned: z.array(orphanedSeat).meta({ description: "At most 1,000; `orphaned_count` is of all." }),
      orphaned_count: z.int(),
      unpriced_categories: z.array(z.string()).meta({ description: "Name the price level of each in `price_levels`." }),
    }),
  },
  // Answered until drafts could be painted; clients of this version may still know it.
  event_not_published: { status: 409, title: "The seats of this event come with its publication. Publish it first." },
  allocation_changed: {
    status: 409,
    title: "Someone else changed this allocation in the meantime.",
    data: z.object({
      allocation: allocationWire.omit({ seats: true }).meta({ description: "The allocation as it is now." }),
    }),
  },
  allocation_limit_reached: {
    status: 409,
    title: "This event has as many allocations as it may have.",
    data: z.object({ limit: z.int() }),
  },
  allocation_in_use: {
    status: 409,
    title: "This allocation has seats. Put them on sale or into another allocation first.",
    data: z.object({ seats: z.int() }),
  },
  painting_changed: {
    status: 409,
    title: "Someone else set seats of this event aside in the meantime.",
    data: z.object({ painting_revision: z.int().meta({ description: "The revision of now." }) }),
  },
  price_painting_changed: {
    status: 409,
    title: "Someone else painted the price levels of this event in the meantime.",
    data: z.object({ painting: pricePaintingWire.meta({ description: "The painting as it is now." }) }),
  },
  seats_taken: {
    status: 409,
    title: "Some of these seats are held or sold. Only seats that nobody has can be set aside or released.",
    data: z.object({
      count: z.int(),
      seats: z
        .array(orphanedSeat.omit({ order_number: true, at_table: true }))
        .meta({ description: "At most 200 of them." }),
    }),
  },
  accessible_by_rule: {
    status: 409,
    title: "Accessible places are put on sale to everybody by their rule alone, once sales have begun.",
    data: z.object({ allocation: z.string().meta({ description: "The name of their allocation." }) }),
  },
  access_code_invalid: {
    status: 422,
    title: "This code opens nothing here.",
    data: z.object({
      reason: z.enum(["unknown", "not_yet", "ended", "used_up"]),
      at: z.iso.datetime().optional().meta({ description: "When it begins or ended." }),
    }),
  },
  window_changed: {
    status: 409,
    title: "Someone else changed this presale in the meantime.",
    data: z.object({ window: saleWindowWire.meta({ description: "The presale as it is now." }) }),
  },
  access_limit_reached: {
    status: 409,
    title: "There are as many of these as an event may have.",
    data: z.object({ limit: z.int() }),
  },
  plan_has_errors: {
    status: 422,
    title: "This hall cannot be published yet.",
    data: z.object({
      problems: z
        .array(
          z.object({
            kind: z.enum(Object.keys(PROBLEM_KINDS) as ProblemKind[]),
            section: z.string().optional().meta({ description: "Id of the section." }),
            part: z.string().optional().meta({ description: "Id of the part." }),
            seat: z.string().optional().meta({ description: "Key of the seat." }),
            values: z.record(z.string(), z.union([z.string(), z.number()])).meta({ description: "Labels and counts." }),
          }),
        )
        .meta({ description: "The errors, at most 200 of a kind." }),
    }),
  },
});

declare module "#lib/platform/http/refusals" {
  interface Refusals extends DataOf<typeof seatingRefusals> {}
}

export const refuse = refuseWith(seatingRefusals, catalogRefusals);
