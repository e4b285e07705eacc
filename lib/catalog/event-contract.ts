import { z } from "zod";
import { paragraphs, positiveInt, text, uuid } from "#lib/platform/input";
import { eventDetail } from "./answer-contract.ts";
import { categoryAsked } from "./categories/contract.ts";
import { eventLimits } from "./contract.ts";
import { ageMin, TICKET_NAMES } from "./questions/question-contract.ts";

/** Requests and answers of organizers about their events. Fields carry the same names in both. */

const TITLE_MAX = 160;
const LEVELS_MAX = 50;
const HOLD_SECONDS = { min: 300, max: 900 };

const someText = (max: number) => text(max).pipe(z.string().min(1, "must not be empty"));

/** Years before 1900 or after 2200 are typing errors. */
const instant = z.iso
  .datetime({ offset: true, error: "must be a time with its zone, such as 2027-03-14T20:00:00+01:00" })
  .refine((value) => Number(value.slice(0, 4)) >= 1900 && Number(value.slice(0, 4)) <= 2200, {
    message: "must be a year between 1900 and 2200",
  });

const newPriceLevel = z.strictObject({
  name: someText(60),
  price: z.number().min(0).meta({ description: "All-in, in the major unit of `currency`." }),
  fee: z.number().min(0).optional().meta({ description: "The part of the price that is the booking fee." }),
  layout_categories: z
    .array(z.int().min(0).max(1_000))
    .max(1_000)
    .optional()
    .meta({ description: "Indexes into the layout's `categories`; all of them when there is one level." }),
});
export type NewPriceLevel = z.output<typeof newPriceLevel>;

const disputePolicy = z.enum(["keep", "void"]);

const fields = {
  title: someText(TITLE_MAX),
  subtitle: text(200),
  description: paragraphs(10_000),
  category: categoryAsked.meta({
    description: "A slug of `/api/v1/categories`, or another word for it. Archived ones are kept, not given.",
  }),
  performers: z.array(someText(120)).max(50),
  venue_id: positiveInt.meta({ description: "A venue of the organization, or a shared one." }),
  layout_hash: z
    .string()
    .regex(/^[0-9a-f]{64}$/, "must be a layout's hash")
    .meta({
      description:
        "A layout of the venue; its newest when absent. An event with sales that moves to another venue keeps its own.",
    }),
  start_time: instant,
  end_time: instant,
  doors_time: instant.meta({ description: "An hour before the start when absent." }),
  sales_start_time: instant.meta({ description: "At once when absent." }),
  sales_end_time: instant.meta({ description: "The start when absent." }),
  currency: z.string().regex(/^[A-Z]{3}$/, "must be an ISO 4217 code such as EUR"),
  price_levels: z
    .array(newPriceLevel)
    .max(LEVELS_MAX)
    .meta({ description: "A draft may have none yet; what goes on sale sells each of the hall's categories once." }),
  hold_seconds: z.int().min(HOLD_SECONDS.min).max(HOLD_SECONDS.max),
  seats_per_reservation_max: z.int().min(1).max(100),
  seats_per_buyer_max: z.int().min(1).max(10_000),
  orphan_rule: z
    .enum(["off", "lenient", "strict"])
    .meta({ description: "How strictly choices may leave no single seat alone." }),
  refund_until_hours: z.int().min(0).max(8_760).nullable().meta({
    description:
      "Until how long before the start buyers may give tickets back; null: only if cancelled. Orders keep the terms they were bought under, unless the new ones are better.",
  }),
  change_return_days: z.int().min(1).max(365).meta({
    description:
      "How many days holders may give tickets back after the title, the time, the venue or the programme changed.",
  }),
  dispute_policy: disputePolicy.meta({
    description:
      "What becomes of the tickets while a bank disputes their payment. `keep`: they stay valid. `void`: they are suspended until it is decided, and lost for good with the money.",
  }),
  limits: eventLimits.strict(),
  ticket_names: z
    .enum(TICKET_NAMES)
    .meta({ description: "Whether buyers name who comes with each ticket: not at all, if they like, or always." }),
  age_min: ageMin
    .nullable()
    .meta({ description: "How old everyone must be who comes; buyers confirm it for all. Null: any age." }),
};

/** Unknown fields are refused: a sale that opened early because its start was misspelt could not be undone. */
export const newEventBody = z.strictObject({
  organization_id: uuid,
  ...fields,
  subtitle: fields.subtitle.default(""),
  description: fields.description.default(""),
  performers: fields.performers.default([]),
  layout_hash: fields.layout_hash.optional(),
  price_levels: fields.price_levels.default([]),
  doors_time: fields.doors_time.optional(),
  sales_start_time: fields.sales_start_time.optional(),
  sales_end_time: fields.sales_end_time.optional(),
  hold_seconds: fields.hold_seconds.default(600),
  seats_per_reservation_max: fields.seats_per_reservation_max.default(4),
  seats_per_buyer_max: fields.seats_per_buyer_max.default(8),
  orphan_rule: fields.orphan_rule.default("lenient"),
  refund_until_hours: fields.refund_until_hours.default(null),
  change_return_days: fields.change_return_days.default(14),
  dispute_policy: fields.dispute_policy.default("keep"),
  limits: fields.limits.default({}),
  ticket_names: fields.ticket_names.default("off"),
  age_min: fields.age_min.default(null),
  status: z
    .enum(["draft", "on_sale"])
    .default("draft")
    .meta({ description: "`on_sale` publishes it: people see it, and buy between the times of the sale." }),
});
export type NewEvent = z.output<typeof newEventBody>;

export const eventChangeBody = z
  .strictObject({
    ...fields,
    revision: positiveInt.meta({
      description: "The event's `revision` that the change was made on: what others changed since is refused.",
    }),
    status: z.enum(["on_sale", "postponed", "cancelled"]).meta({
      description:
        "Publishes a draft; puts an event that is on sale off without a new date, until a change says `start_time`; or calls it off for good: every order is given back by itself.",
    }),
  })
  .partial()
  .refine((body) => Object.keys(body).some((field) => field !== "revision"), "must change something");
export type EventChange = z.output<typeof eventChangeBody>;

/** An event as its organizer sees it. */
export const organizerEvent = z
  .object({
    ...eventDetail.shape,
    organization_id: z.string(),
    orphan_rule: z.enum(["off", "lenient", "strict"]),
    dispute_policy: disputePolicy,
    change_return_days: z.int(),
    limits: eventLimits,
    revision: z.int().meta({ description: "Send it with a change of the event; it grows with each." }),
    pictures_revision: z.int().meta({ description: "Send it with a change of the pictures, as their `revision`." }),
    published_at: z.iso.datetime().nullable(),
    updated_at: z.iso.datetime(),
  })
  .meta({ id: "OrganizerEvent" });
export type OrganizerEvent = z.infer<typeof organizerEvent>;

export const venuesAnswer = z
  .object({
    data: z.array(
      z
        .object({
          id: z.int(),
          name: z.string(),
          address: z.string(),
          city: z.string(),
          country: z.string().meta({ description: "ISO 3166-1 alpha-2." }),
          time_zone: z.string(),
          layout: z.object({
            hash: z.string().meta({ description: "Names the geometry at `/api/v1/layouts/{hash}`." }),
            version: z.int(),
            seat_count: z.int(),
            categories: z
              .array(z.string())
              .meta({ description: "Price levels name them by their place here, from 0." }),
            unsold_categories: z
              .array(z.int())
              .meta({ description: "Those that the hall does not sell: no price level may name them." }),
          }),
        })
        .meta({ id: "Venue" }),
    ),
    meta: z.object({ total: z.int(), page: z.int(), limit: z.int() }),
  })
  .meta({ id: "VenueList" });
export type VenuesAnswer = z.infer<typeof venuesAnswer>;
