import { z } from "zod";
import { sellerWire } from "#lib/organizations/seller";
import { SALE_STATES, SUGGESTION_KINDS } from "./contract.ts";
import { CHANGED_PARTS } from "./event-move.ts";
import { pageMeta } from "./page-meta.ts";
import { eventPictureWire } from "./pictures/event-picture-contract.ts";
import { TICKET_NAMES } from "./questions/question-contract.ts";
import { SALE_STATE_WORDS } from "./state.ts";
import { visitorInfo } from "./venues/visitor-info.ts";

/** The API's answers about events. Kept out of contract.ts so that browsers do not load these schemas. */

const price = z.number().meta({ description: "All-in, in the major unit of `currency`." });
const instant = z.iso.datetime();

export const eventSummary = z
  .object({
    id: z.int(),
    slug: z.string().meta({ description: "The end of the event's page, `/events/{slug}`." }),
    title: z.string(),
    subtitle: z.string(),
    description: z.string(),
    performers: z.array(z.string()),
    venue: z.object({
      id: z.int(),
      name: z.string(),
      city: z.string(),
      country: z.string().meta({ description: "ISO 3166-1 alpha-2." }),
      time_zone: z.string().meta({ description: "IANA name; people read times in it." }),
      capacity: z.int(),
    }),
    category: z.string(),
    start_time: instant,
    has_date: z.boolean().meta({
      description:
        "False while the event is postponed and its new date is to be announced: its times are in the year 2100 then, and `status` is `postponed`.",
    }),
    end_time: instant,
    sales_start_time: instant,
    status: z.enum(["draft", ...SALE_STATES.map((state) => SALE_STATE_WORDS[state].wire)]),
    price_range: z.object({ min: price, max: price }).meta({
      description: "While it is on sale, of the price levels that have seats left; otherwise of all.",
    }),
    currency: z.string().meta({ description: "ISO 4217." }),
    picture: eventPictureWire.nullable().meta({ description: "The first of its pictures; a drawn poster when null." }),
    availability: z.object({ total_seats: z.int(), available_seats: z.int() }).meta({
      description: "`available_seats` is 0 for a cancelled event and after the sale, whatever was not sold.",
    }),
  })
  .meta({ id: "EventSummary" });

export type EventSummary = z.infer<typeof eventSummary>;

export const priceLevel = z
  .object({
    id: z.int(),
    name: z.string(),
    price,
    fee: z.number().meta({ description: "The part of the price that is the booking fee." }),
    available_seats: z.int(),
    total_seats: z.int(),
    layout_categories: z.array(z.int()).meta({ description: "Indexes into the layout's `categories`." }),
  })
  .meta({ id: "PriceLevel" });

export const changeWire = z
  .object({
    parts: z.array(z.enum(CHANGED_PARTS)).meta({ description: "`time` is the start, with all that follows from it." }),
    before: z.object({
      start_time: instant,
      end_time: instant,
      doors_time: instant,
      performers: z.array(z.string()),
      venue: z
        .object({
          name: z.string(),
          address: z.string(),
          city: z.string(),
          country: z.string(),
          time_zone: z.string(),
        })
        .nullable()
        .meta({ description: "Where it was to take place; null for changes of before venues could change." }),
      title: z
        .string()
        .nullable()
        .meta({ description: "What it was called; null for changes of before titles were among them." }),
      subtitle: z.string().nullable(),
    }),
    changed_at: instant,
  })
  .meta({ id: "EventChange" });
export type ChangeWire = z.infer<typeof changeWire>;

export const eventDetail = z
  .object({
    ...eventSummary.shape,
    venue: eventSummary.shape.venue.extend(visitorInfo.shape),
    pictures: z.array(eventPictureWire).meta({ description: "In their order." }),
    doors_time: instant,
    sales_end_time: instant,
    layout_hash: z.string().meta({ description: "Names the geometry at `/api/v1/layouts/{hash}`." }),
    seats_per_reservation_max: z.int(),
    seats_per_buyer_max: z.int(),
    hold_seconds: z.int(),
    refund_until_hours: z
      .int()
      .nullable()
      .meta({ description: "Until how long before the start buyers may give tickets back; null: only if cancelled." }),
    ticket_names: z
      .enum(TICKET_NAMES)
      .meta({ description: "Whether buyers name who comes with each ticket: not at all, if they like, or always." }),
    age_min: z.int().nullable().meta({ description: "How old everyone must be who comes, in years; null: any age." }),
    change: changeWire
      .extend({
        refundable_until: instant.nullable().meta({
          description:
            "Until when tickets bought before a change of title, time, venue or programme may be given back.",
        }),
      })
      .nullable()
      .meta({ description: "What changed last since it went on sale." }),
    seller: z.string(),
    seller_details: sellerWire.meta({ description: "Who sells, as buyers read it." }),
    price_levels: z.array(priceLevel),
  })
  .meta({ id: "Event" });

export type EventDetail = z.infer<typeof eventDetail>;

export const eventListAnswer = z
  .object({
    data: z.array(eventSummary),
    meta: z.object({
      ...pageMeta.shape,
      showing_results_for: z.string().optional().meta({ description: "There when the words were corrected." }),
    }),
  })
  .meta({ id: "EventList" });

const suggestion = z
  .object({
    kind: z.enum(SUGGESTION_KINDS),
    label: z.string(),
    detail: z.string(),
    slug: z.string().nullable().meta({ description: "Set for events alone." }),
  })
  .meta({ id: "Suggestion" });

export const suggestionList = z.object({ data: z.array(suggestion) }).meta({ id: "SuggestionList" });
