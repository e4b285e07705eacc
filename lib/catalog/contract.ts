import { z } from "zod";
import type { Seller } from "#lib/organizations/seller";
import { positiveIntText, text } from "#lib/platform/input";
import { categoryAsked } from "./categories/contract.ts";
import type { LastChange } from "./event-move.ts";
import type { PriceRange } from "./offered-prices.ts";
import type { EventPicture } from "./pictures/event-picture-contract.ts";
import type { TicketNames } from "./questions/question-contract.ts";
import type { VisitorInfo } from "./venues/visitor-info.ts";

export const SALE_STATES = [
  "upcoming",
  "on_sale",
  "paused",
  "sold_out",
  "stopped",
  "postponed",
  "ended",
  "cancelled",
] as const;
export type SaleState = (typeof SALE_STATES)[number];

export const SORTS = ["relevance", "date", "-date", "price", "-price", "popular"] as const;
export type Sort = (typeof SORTS)[number];

/** The seat page's event without geometry and seat states. Times are ISO 8601 in UTC, money is in minor units. */
export type SeatPageEvent = {
  id: number;
  slug: string;
  title: string;
  startsAt: string;
  timeZone: string;
  venueName: string;
  city: string;
  currency: string;
  layoutHash: string;
  capacity: number;
  saleState: SaleState;
  salesStartAt: string;
  /** Since when its sale is paused, whatever its state: a presale may be too. */
  salePausedAt: string | null;
  seatsPerHoldMax: number;
  holdSeconds: number;
  orphanRule: OrphanRule;
  hasWaitingRoom: boolean;
  /** Its waiting room begins to queue above a load. */
  hasAutomaticRoom: boolean;
  /** It has, or had, seats that are set aside or a presale. */
  hasAccess: boolean;
  /** Levels that are painted over those of the categories (lib/seating/painting/stored-painting.ts), and their revision. */
  painting: unknown;
  pricePaintingRevision: number;
  levels: PriceLevelView[];
};

/** How strictly an event refuses choices that leave a single seat between taken ones (lib/seating/lone-seat.ts). */
export type OrphanRule = "off" | "lenient" | "strict";

/** `priceMinor` is all-in; `feeMinor` is the part of it that is the booking fee. */
export type PriceLevelView = {
  id: number;
  name: string;
  priceMinor: number;
  feeMinor: number;
  layoutCategories: number[];
};

/**
 * A price level and its free seats. Lapsed holds count as free; blocked seats are in neither number. `listMinor` is its price without the
 * taxes that are added.
 */
export type LevelLeft = PriceLevelView & { listMinor: number; left: number; total: number };

/** An event as a poster on a page of many. Times ISO 8601 in UTC, prices all-in in minor units of `currency`. */
export type EventCard = {
  id: number;
  slug: string;
  title: string;
  subtitle: string;
  description: string;
  performers: string[];
  categorySlug: string;
  startsAt: string;
  endsAt: string;
  salesStartAt: string;
  timeZone: string;
  venueId: number;
  venueName: string;
  venueCapacity: number;
  city: string;
  country: string;
  currency: string;
  /** The price list's lowest and highest price, whatever is left. */
  minPriceMinor: number;
  maxPriceMinor: number;
  /** What a seat costs that can be had now or when the sale begins; null when none can. */
  offered: PriceRange | null;
  posterSeed: number;
  /** The organizer's first picture, in place of a drawn poster. */
  picture: EventPicture | null;
  saleState: SaleState;
  /** Seats that can be had: none of a cancelled event or after the sale. */
  left: number;
  capacity: number;
};

/** An event on its own page. `refundUntilHours` counts back from the start; null means only a cancellation refunds. */
export type EventPage = EventCard & {
  /** All of them, the first included. */
  pictures: EventPicture[];
  doorsAt: string;
  salesEndAt: string;
  updatedAt: string;
  venueAddress: string;
  /** What visitors are told of the venue besides its address. */
  visitors: Omit<VisitorInfo, "address">;
  seller: Seller;
  refundUntilHours: number | null;
  ticketNames: TicketNames;
  /** How old everyone must be who comes, in years; null: any age. */
  ageMin: number | null;
  /** How often its calendar entry changed. */
  revision: number;
  /** What changed last, and until when tickets bought before may be given back for it; null when nothing ever did. */
  lastChange: LastChange | null;
  movedAt: string | null;
  returnUntil: string | null;
  layoutHash: string;
  seatsPerHoldMax: number;
  seatsPerBuyerMax: number;
  holdSeconds: number;
  orphanRule: OrphanRule;
  hasWaitingRoom: boolean;
  hasAutomaticRoom: boolean;
  hasAccess: boolean;
  /** Since when its sale is paused, whatever its state. */
  salePausedAt: string | null;
  painting: unknown;
  pricePaintingRevision: number;
  levels: LevelLeft[];
};

/** The outline of a hall, detailed enough to recognise it and to locate a price level. Paths are SVG path data. */
export type HallDrawing = {
  width: number;
  height: number;
  sections: { name: string; path: string }[];
  stage: string[];
};

export const SUGGESTION_KINDS = ["event", "performer", "venue", "city"] as const;
export type Suggestion = {
  kind: (typeof SUGGESTION_KINDS)[number];
  label: string;
  /** Place and time of an event, the city of a venue, otherwise empty. */
  detail: string;
  /** Set for events alone: the event's page. The others lead to a search for `label`. */
  slug: string | null;
};

/** Forms send untouched fields as empty text, which counts as absent. */
function optional<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess(
    (value) => (typeof value === "string" && value.trim() === "" ? undefined : value),
    schema.optional(),
  );
}

const day = z.iso.date("must be a date such as 2027-03-14");
const instant = z.iso.datetime({ offset: true, error: "must be a date or a time with its zone" });

/** A day in the venue's zone, or an instant. Years before 1900 or after 2200 are typing errors. */
const moment = z.union([day, instant], "must be a date such as 2027-03-14").refine((value) => {
  const year = Number(value.slice(0, 4));
  return year >= 1900 && year <= 2200;
}, "must be a year between 1900 and 2200");

const PRICE_MAX = 10_000_000;

const price = z
  .string()
  .trim()
  .regex(/^\d{1,8}([.,]\d{1,3})?$/, "must be an amount such as 25 or 25.50")
  .transform((value) => Number(value.replace(",", ".")))
  .pipe(z.number().min(0).max(PRICE_MAX));

export const SEARCH_LIMIT_MAX = 100;

const searchFields = z.object({
  q: optional(text(120)).meta({ description: "Words of the title, a performer, a venue or a city." }),
  from: optional(moment).meta({ description: "The first day, in the venue's zone, or an instant." }),
  to: optional(moment).meta({ description: "The last day, or an instant." }),
  city: optional(text(80)),
  category: optional(categoryAsked).meta({
    description:
      "A slug of `/api/v1/categories`; a plural or the name in another language of the pages means the same.",
  }),
  min_price: optional(price).meta({ description: "All-in, in the major unit of the event's currency." }),
  max_price: optional(price),
  sort: optional(z.enum(SORTS, `must be one of ${SORTS.join(", ")}`)),
  page: optional(positiveIntText.pipe(z.int().min(1).max(10_000))),
  limit: optional(positiveIntText.pipe(z.int().min(1).max(SEARCH_LIMIT_MAX))),
});

/** The query of a search, as the API and the page's form send it. Unknown fields are ignored. */
export const searchQuery = searchFields
  .refine(({ from, to }) => !from || !to || from.slice(0, 10) <= to.slice(0, 10), {
    path: ["to"],
    message: "must not be before from",
  })
  .refine(({ min_price: min, max_price: max }) => min === undefined || max === undefined || min <= max, {
    path: ["max_price"],
    message: "must not be below min_price",
  });

export type SearchQuery = z.output<typeof searchQuery>;

export const suggestQuery = z.object({ q: text(80) });

/** A list of events as the API answers it. `showing_results_for` is set when the words were corrected. */
export type EventList = {
  data: EventCard[];
  meta: { total: number; page: number; limit: number };
  showingResultsFor?: string;
};

/** Requests a second that an event accepts from all buyers together; `hot` alone applies the defaults of lib/protection/policies.ts. */
export const eventLimits = z.object({
  hot: z.boolean().optional(),
  reserve: z.int().min(1).max(1_000_000).optional(),
  commit: z.int().min(1).max(1_000_000).optional(),
});
