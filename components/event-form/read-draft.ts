import { judgeAmount, readAmount } from "#lib/platform/charge-limits";
import { KNOWN_CURRENCIES } from "#lib/platform/currencies";
import { type EventDraft, type EventStep, houseOf, MOMENTS } from "./event-draft.ts";
import { type MomentReading, readMoment } from "./moment-draft.ts";

/** What is wrong with a field: a key of `event-form.problems`. */
export type ProblemKey = string;

/** What is wrong with fields, by their names on the wire (`price_levels.2.price` for a row). */
export type EventProblems = Readonly<Record<string, ProblemKey>>;

/** A part of an event's form as the API's contract takes it, and what no contract can judge because it was typed as text. */
export type ReadDraft = { body: Readonly<Record<string, unknown>>; wrong: EventProblems };

/** Where the event is, and the moments that empty fields leave as they are. `isOpen`: it has no date, and may stay without one. */
export type Here = {
  timeZone: string;
  categories: readonly number[];
  now: string;
  salesStart?: string | undefined;
  isOpen?: boolean;
};

/** Reads one step of a draft. */
export function readStep(step: EventStep, draft: EventDraft, here: Here): ReadDraft {
  return READ[step](draft, here);
}

const READ: Record<EventStep, (draft: EventDraft, here: Here) => ReadDraft> = {
  what: (draft) => ({
    body: {
      ...{ title: draft.title, subtitle: draft.subtitle, category: draft.category, description: draft.description },
      performers: draft.performers.split("\n").filter((line) => line.trim() !== ""),
    },
    wrong: {
      ...(draft.title.trim() === "" ? { title: "title" } : {}),
      ...(draft.category === "" ? { category: "category" } : {}),
    },
  }),
  where: (draft) => {
    const house = houseOf(draft.house);
    return house
      ? { body: { venue_id: house.venueId, layout_hash: house.layoutHash }, wrong: {} }
      : { body: {}, wrong: { house: "house" } };
  },
  when: readWhen,
  prices: readPrices,
  rules: readRules,
};

const HOUR_MS = 3_600_000;

function readWhen(draft: EventDraft, { timeZone, now, salesStart, isOpen = false }: Here): ReadDraft {
  const body: Record<string, string> = {};
  const wrong: Record<string, string> = {};
  const start = readMoment(draft.start, timeZone);
  const startMs = start.kind === "once" ? Date.parse(start.iso) : undefined;
  const defaults: Record<string, string | undefined> =
    startMs === undefined
      ? {}
      : {
          doors_time: new Date(startMs - HOUR_MS).toISOString(),
          // A sale that began stays as it began; another begins at once.
          sales_start_time: salesStart !== undefined && salesStart <= now ? salesStart : now,
          sales_end_time: new Date(startMs).toISOString(),
        };
  for (const [name, path] of MOMENTS) {
    const reading: MomentReading = readMoment(draft[name], timeZone);
    const isOptional = name !== "start" && name !== "end";
    if (reading.kind === "once") body[path] = reading.iso;
    else if (reading.kind !== "empty") wrong[path] = `moment.${reading.kind}`;
    else if (!isOptional && isOpen && start.kind === "empty") continue;
    else if (!isOptional) wrong[path] = "moment.empty";
    else if (defaults[path] !== undefined) body[path] = defaults[path];
  }
  return { body, wrong };
}

function readPrices(draft: EventDraft, { categories }: Here): ReadDraft {
  const wrong: Record<string, string> = {};
  const rows =
    draft.pricing === "one"
      ? [{ ...draft.onePrice, name: ONE_LEVEL, categories: [...categories] }]
      : draft.levels.map((level) => ({ ...level, categories: [...level.categories] }));
  if (!KNOWN_CURRENCIES.has(draft.currency)) return { body: {}, wrong: { currency: "currency" } };
  const levels = rows.map((row, i) => {
    const price = readPrice(row.price);
    const fee = row.fee.trim() === "" ? 0 : readPrice(row.fee);
    const path = `price_levels.${i}`;
    const problem = priceProblem(price, draft.currency);
    if (problem) wrong[`${path}.price`] = problem;
    if (fee === undefined || priceProblem(fee, draft.currency, "fee")) wrong[`${path}.fee`] = "fee";
    else if (price !== undefined && fee > price) wrong[`${path}.fee`] = "feeAbovePrice";
    if (row.name.trim() === "") wrong[`${path}.name`] = "levelName";
    return { name: row.name, price: price ?? 0, fee: fee ?? 0, layout_categories: row.categories };
  });
  return { body: { currency: draft.currency, price_levels: levels }, wrong };
}

/** The name of the only level of an event with one price; buyers see it beside the price. */
export const ONE_LEVEL = "Standard";

/** 25, 25.5 and 25,50; undefined for what is no amount. */
export function readPrice(typed: string): number | undefined {
  const match = /^\s*(\d{1,8})(?:[.,](\d{1,3}))?\s*$/.exec(typed);
  return match ? Number(`${match[1]}.${match[2] ?? "0"}`) : undefined;
}

/** What speaks against charging an amount, as a key of `event-form.problems`. A fee alone is never charged, so it has no bounds. */
function priceProblem(
  major: number | undefined,
  currency: string,
  kind: "price" | "fee" = "price",
): string | undefined {
  if (major === undefined) return "price";
  const { minor, problem } = readAmount(major, currency);
  const judged = problem ?? (kind === "price" ? judgeAmount(minor, currency) : undefined);
  return judged && `amount.${judged.kind}`;
}

function readRules(draft: EventDraft): ReadDraft {
  const wrong: Record<string, string> = {};
  const whole = (path: string, typed: string) => {
    const value = /^\s*\d{1,6}\s*$/.test(typed) ? Number(typed) : undefined;
    if (value === undefined) wrong[path] = path;
    return value ?? 0;
  };
  return {
    body: {
      hold_seconds: whole("hold_seconds", draft.holdMinutes) * 60,
      seats_per_reservation_max: whole("seats_per_reservation_max", draft.seatsPerOrder),
      seats_per_buyer_max: whole("seats_per_buyer_max", draft.seatsPerBuyer),
      orphan_rule: draft.orphanRule,
      refund_until_hours: draft.refund === "never" ? null : whole("refund_until_hours", draft.refundHours),
      change_return_days: whole("change_return_days", draft.returnDays),
      dispute_policy: draft.disputes,
      hot: draft.isHot,
      ticket_names: draft.ticketNames,
      age_min: draft.ageMin.trim() === "" ? null : whole("age_min", draft.ageMin),
    },
    wrong,
  };
}
