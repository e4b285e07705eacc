import { isOpenDate } from "#lib/platform/open-date";
import { MOMENT_PARTS, type MomentDraft, momentDraft, NO_MOMENT } from "./moment-draft.ts";

/** An event as its forms hold it: every value a text, as it is typed. Empty doors and sale times follow the start. */
export type EventDraft = {
  title: string;
  subtitle: string;
  category: string;
  /** One a line. */
  performers: string;
  description: string;
  /** A venue and the version of a hall there (`houseValue`). */
  house: string;
  start: MomentDraft;
  end: MomentDraft;
  doors: MomentDraft;
  salesStart: MomentDraft;
  salesEnd: MomentDraft;
  currency: string;
  pricing: "one" | "each";
  /** The price of every place where `pricing` is `one`. */
  onePrice: PriceDraft;
  levels: readonly LevelDraft[];
  holdMinutes: string;
  seatsPerOrder: string;
  seatsPerBuyer: string;
  orphanRule: string;
  refund: "never" | "until";
  refundHours: string;
  returnDays: string;
  disputes: string;
  isHot: boolean;
  ticketNames: string;
  /** Empty where people of any age may come. */
  ageMin: string;
};

/** `fee` is the part of the price that is the booking fee. */
export type PriceDraft = { price: string; fee: string };
export type LevelDraft = PriceDraft & { name: string; categories: readonly number[] };

/** The steps in which an event is written; each is a part of its form. */
export const EVENT_STEPS = ["what", "where", "when", "prices", "rules"] as const;
export type EventStep = (typeof EVENT_STEPS)[number];

/** The moments of an event by their names in the draft and on the wire. */
export const MOMENTS = [
  ["start", "start_time"],
  ["end", "end_time"],
  ["doors", "doors_time"],
  ["salesStart", "sales_start_time"],
  ["salesEnd", "sales_end_time"],
] as const;

/** The rules of a new event, as the API has them by default. */
export const DEFAULT_RULES = {
  ...{ holdMinutes: "10", seatsPerOrder: "4", seatsPerBuyer: "8", orphanRule: "lenient", isHot: false },
  ...{ refund: "never", refundHours: "24", returnDays: "14", disputes: "keep" },
  ...{ ticketNames: "off", ageMin: "" },
} as const satisfies Partial<EventDraft>;

/** A new event, with the organization's currency. */
export function emptyEvent(currency: string): EventDraft {
  const NOTHING = { price: "", fee: "" };
  return {
    ...{ title: "", subtitle: "", category: "", performers: "", description: "", house: "" },
    ...{ start: NO_MOMENT, end: NO_MOMENT, doors: NO_MOMENT, salesStart: NO_MOMENT, salesEnd: NO_MOMENT },
    ...{ currency, pricing: "each", onePrice: NOTHING, levels: [] },
    ...DEFAULT_RULES,
  };
}

/** What a draft is read from: an event as its organizer sees it, on the wire. */
export type EventToDraft = {
  title: string;
  subtitle: string;
  category: string;
  performers: readonly string[];
  description: string;
  venue: { id: number; time_zone: string };
  layout_hash: string;
  start_time: string;
  end_time: string;
  doors_time: string;
  sales_start_time: string;
  sales_end_time: string;
  currency: string;
  price_levels: readonly { name: string; price: number; fee: number; layout_categories: readonly number[] }[];
  hold_seconds: number;
  seats_per_reservation_max: number;
  seats_per_buyer_max: number;
  orphan_rule: string;
  refund_until_hours: number | null;
  change_return_days: number;
  dispute_policy: string;
  limits: { hot?: boolean | undefined };
  ticket_names: string;
  age_min: number | null;
};

const HOUR_MS = 3_600_000;

/** An event's values as its form shows them first. `categories` are those that its hall sells. */
export function draftOf(
  event: EventToDraft,
  categories: readonly { index: number; name: string }[],
  { isDraft, nowMs }: { isDraft: boolean; nowMs: number },
): EventDraft {
  const at = (iso: string) => (isOpenDate(iso) ? NO_MOMENT : momentDraft(iso, event.venue.time_zone));
  const isOpen = isOpenDate(event.start_time);
  const startMs = Date.parse(event.start_time);
  const unless = (isDefault: boolean, iso: string) => (isDefault ? NO_MOMENT : at(iso));
  return {
    ...{ title: event.title, subtitle: event.subtitle, category: event.category, description: event.description },
    performers: event.performers.join("\n"),
    house: houseValue(event.venue.id, event.layout_hash),
    start: at(event.start_time),
    end: at(event.end_time),
    doors: unless(Date.parse(event.doors_time) === startMs - HOUR_MS, event.doors_time),
    salesStart: unless(
      isSaleUnset(event) || (isDraft && Date.parse(event.sales_start_time) <= nowMs),
      event.sales_start_time,
    ),
    salesEnd: unless(isOpen || Date.parse(event.sales_end_time) === startMs, event.sales_end_time),
    ...pricesOf(event, categories),
    ...rulesOf(event),
  };
}

/** Whether an event was put off before its sale began (lib/catalog/postponement.ts): the sale has no length then. */
export function isSaleUnset(event: Pick<EventToDraft, "start_time" | "sales_start_time" | "sales_end_time">): boolean {
  const length = Date.parse(event.sales_end_time) - Date.parse(event.sales_start_time);
  return isOpenDate(event.start_time) && length <= 1;
}

function rulesOf(event: EventToDraft) {
  const { refund_until_hours: hours } = event;
  return {
    holdMinutes: String(Math.round(event.hold_seconds / 60)),
    seatsPerOrder: String(event.seats_per_reservation_max),
    seatsPerBuyer: String(event.seats_per_buyer_max),
    orphanRule: event.orphan_rule,
    refund: hours === null ? ("never" as const) : ("until" as const),
    refundHours: hours === null ? DEFAULT_RULES.refundHours : String(hours),
    returnDays: String(event.change_return_days),
    disputes: event.dispute_policy,
    isHot: event.limits.hot === true,
    ticketNames: event.ticket_names,
    ageMin: String(event.age_min ?? ""),
  };
}

/** Prices as the form shows them: one for all, or a row for each level; a row for each category where there is none yet. */
export function pricesOf(
  { currency, price_levels: levels }: Pick<EventToDraft, "currency" | "price_levels">,
  categories: readonly { index: number; name: string }[],
): Pick<EventDraft, "currency" | "pricing" | "onePrice" | "levels"> {
  const [only] = levels;
  const isOne = levels.length === 1 && categories.length > 1;
  const rows = levels.length > 0 && !isOne ? levels : categories.map((each) => ({ ...each, price: null, fee: null }));
  return {
    currency,
    pricing: isOne ? "one" : "each",
    onePrice: isOne && only ? { price: String(only.price), fee: String(only.fee || "") } : { price: "", fee: "" },
    levels: rows.map((row) => ({
      name: row.name,
      price: row.price === null ? "" : String(row.price),
      fee: row.fee ? String(row.fee) : "",
      categories: "index" in row ? [row.index] : row.layout_categories,
    })),
  };
}

/** A venue and a layout as one choice of a select. */
export function houseValue(venueId: number, layoutHash: string): string {
  return `${venueId}:${layoutHash}`;
}

/** The venue and the layout of a choice; undefined for what is none. */
export function houseOf(value: string): { venueId: number; layoutHash: string } | undefined {
  const [, venueId, layoutHash] = /^(\d{1,9}):([0-9a-f]{64})$/.exec(value) ?? [];
  return venueId && layoutHash ? { venueId: Number(venueId), layoutHash } : undefined;
}

type Fields = Readonly<Record<string, unknown>>;

/** The draft that a form sent; what it did not send stays as it is in `base`. */
export function draftFromForm(fields: Fields, base: EventDraft): EventDraft {
  const has = (name: string) => typeof fields[name] === "string";
  const text = (name: string, otherwise: string) => (has(name) ? String(fields[name]) : otherwise);
  const moment = (name: string, otherwise: MomentDraft) => momentFromForm(fields, name, otherwise);
  return {
    title: text("title", base.title),
    subtitle: text("subtitle", base.subtitle),
    category: text("category", base.category),
    performers: text("performers", base.performers),
    description: text("description", base.description),
    house: text("house", base.house),
    start: moment("start", base.start),
    end: moment("end", base.end),
    doors: moment("doors", base.doors),
    salesStart: moment("salesStart", base.salesStart),
    salesEnd: moment("salesEnd", base.salesEnd),
    currency: text("currency", base.currency),
    pricing: fields.pricing === "one" ? "one" : fields.pricing === "each" ? "each" : base.pricing,
    onePrice: { price: text("one_price", base.onePrice.price), fee: text("one_fee", base.onePrice.fee) },
    levels: fields.level_name === undefined ? base.levels : levelsFromForm(fields),
    holdMinutes: text("hold_minutes", base.holdMinutes),
    seatsPerOrder: text("seats_per_order", base.seatsPerOrder),
    seatsPerBuyer: text("seats_per_buyer", base.seatsPerBuyer),
    orphanRule: text("orphan_rule", base.orphanRule),
    refund: fields.refund === "until" ? "until" : fields.refund === "never" ? "never" : base.refund,
    refundHours: text("refund_hours", base.refundHours),
    returnDays: text("return_days", base.returnDays),
    disputes: text("disputes", base.disputes),
    // An empty box sends nothing: that its part of the form was sent is known by another field of it.
    isHot: has("hold_minutes") ? fields.hot === "on" : base.isHot,
    ticketNames: text("ticket_names", base.ticketNames),
    ageMin: text("age_min", base.ageMin),
  };
}

/** The moment that a form sent under a name. */
export function momentFromForm(fields: Fields, name: string, otherwise: MomentDraft): MomentDraft {
  if (typeof fields[`${name}_day`] !== "string") return otherwise;
  const part = (key: string) => (typeof fields[`${name}_${key}`] === "string" ? String(fields[`${name}_${key}`]) : "");
  return Object.fromEntries(MOMENT_PARTS.map((key) => [key, part(key)])) as MomentDraft;
}

function levelsFromForm(fields: Fields): LevelDraft[] {
  const [names, prices, fees, categories] = ["level_name", "level_price", "level_fee", "level_categories"].map((name) =>
    listOf(fields[name]),
  );
  return (names ?? []).map((name, i) => ({
    name,
    price: prices?.[i] ?? "",
    fee: fees?.[i] ?? "",
    categories: (categories?.[i] ?? "").split(",").filter(Boolean).map(Number),
  }));
}

function listOf(sent: unknown): string[] {
  if (sent === undefined) return [];
  return (Array.isArray(sent) ? sent : [sent]).map((each) => (typeof each === "string" ? each : ""));
}
