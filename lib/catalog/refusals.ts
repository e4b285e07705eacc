import { z } from "zod";
import { organizationRefusals } from "#lib/organizations/refusals";
import { type DataOf, declareRefusals, refuseWith } from "#lib/platform/http/refusals";
import { administeredCategory } from "./categories/contract.ts";
import { PICTURE_TROUBLES } from "./pictures/picture-contract.ts";
import { QUESTION_PROBLEMS } from "./questions/judge-questions.ts";
import { questionsWire } from "./questions/question-contract.ts";

/** What the catalog refuses. */
export const catalogRefusals = declareRefusals({
  event_has_sales: {
    status: 409,
    title:
      "Tickets of this event were sold or are being held: its seats, currency and set of price levels stay, and it can be cancelled, not deleted.",
  },
  preview_needs_draft: { status: 409, title: "This event is published: everyone can see its page." },
  invalid_picture: {
    status: 422,
    title: "This file is no picture that can be used.",
    data: z.object({
      kind: z.enum(PICTURE_TROUBLES),
      reason: z.string().meta({ description: "What is wrong, and where it can be said." }),
    }),
  },
  category_limit: {
    status: 409,
    title: "There are as many categories as there may be.",
    data: z.object({ max: z.int() }),
  },
  category_changed: {
    status: 409,
    title: "Someone else changed this category in the meantime.",
    data: z.object({
      category: administeredCategory.omit({ events: true }).meta({ description: "The category as it is now." }),
    }),
  },
  category_order_changed: {
    status: 409,
    title: "The categories stand in another order by now.",
    data: z.object({ slugs: z.array(z.string()).meta({ description: "All slugs in their order of now." }) }),
  },
  hall_edited: {
    status: 409,
    title: "Someone else changed this hall in the meantime.",
    data: z.object({
      revision: z.int().meta({ description: "The hall's revision of now." }),
      changed_at: z.iso.datetime(),
      changed_by: z.string().nullable(),
      changes: z.record(z.string(), z.unknown()).meta({ description: "The fields that changed, as they are now." }),
    }),
  },
  hall_name_taken: { status: 409, title: "Another hall of this venue has this name; it may be archived." },
  hall_archived: { status: 409, title: "This hall is archived. Bring it back to change its plan." },
  venue_in_use: {
    status: 409,
    title: "Events to come take place at this venue.",
    data: z.object({
      events: z
        .array(z.object({ id: z.int(), title: z.string(), start_time: z.iso.datetime() }))
        .meta({ description: "The next of them, at most twenty." }),
    }),
  },
  event_edited: {
    status: 409,
    title: "Someone else changed this event in the meantime.",
    data: z.object({
      revision: z.int().meta({ description: "The event's revision of now." }),
      changed_at: z.iso.datetime(),
      changed_by: z.string().nullable(),
      changes: z.record(z.string(), z.unknown()).meta({ description: "The fields that changed, as they are now." }),
    }),
  },
  questions_invalid: {
    status: 400,
    title: "These questions cannot be. Nothing was saved.",
    data: z.object({
      fields: z.array(z.object({ path: z.string(), message: z.string(), problem: z.enum(QUESTION_PROBLEMS) })),
    }),
  },
  question_list_changed: {
    status: 409,
    title: "Someone else changed these questions in the meantime.",
    data: z.object({
      changed_by: z.string().nullable(),
      ...questionsWire.shape,
    }),
  },
  venue_changed: {
    status: 409,
    title: "Someone else changed this venue in the meantime.",
    data: z.object({
      revision: z.int().meta({ description: "The venue's revision of now." }),
      changed_at: z.iso.datetime(),
      changed_by: z.string().nullable(),
      changes: z.record(z.string(), z.unknown()).meta({ description: "The fields that changed, as they are now." }),
    }),
  },
});

declare module "#lib/platform/http/refusals" {
  interface Refusals extends DataOf<typeof catalogRefusals> {}
}

export const refuse = refuseWith(catalogRefusals, organizationRefusals);
