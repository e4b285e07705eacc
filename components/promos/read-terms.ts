import { KINDS, type PromoTerms } from "#lib/pricing/promo/managing/promo-contract";
import { MOMENT_PARTS, type MomentDraft, readMoment } from "../event-form/moment-draft.ts";

type Problem =
  | { readonly word: string; readonly limit?: number }
  | { readonly moment: "date" | "time" | "never" | "twice" };
/** A field of the form and what to say beside it: a word of `promos.wrong` or `promos.problems`, or a moment that is none. */
export type Wrong = Partial<Record<string, Problem>>;

/** The terms of a code as they stand in its form, or the fields that are none. The server judges them against the event. */
export function readTerms(form: FormData, timeZone: string): { terms: PromoTerms; wrong: Wrong } {
  const wrong: Record<string, Problem> = {};
  const text = (name: string) => String(form.get(name) ?? "").trim();
  const no = <T>(name: string, word: string, instead: T): T => {
    wrong[name] = { word };
    return instead;
  };
  const count = (name: string) => {
    if (text(name) === "") return null;
    const number = /^\d{1,7}$/.test(text(name)) ? Number(text(name)) : 0;
    return number >= 1 && number <= 1_000_000 ? number : no(name, "count", null);
  };
  const moment = (name: string) => {
    const typed = Object.fromEntries(MOMENT_PARTS.map((part) => [part, text(`${name}_${part}`)])) as MomentDraft;
    const read = readMoment(typed, timeZone);
    if (read.kind === "once") return read.iso;
    if (read.kind !== "empty") wrong[name] = { moment: read.kind };
    return null;
  };
  const value = decimal(text("value"));
  const least = text("basket_total_min") === "" ? null : decimal(text("basket_total_min"));
  const terms: PromoTerms = {
    kind: KINDS.find((kind) => kind === text("kind")) ?? "percent",
    value: value > 0 ? value : no("value", "value", 1),
    note: text("note").length > 200 ? no("note", "note", "") : text("note"),
    uses_max: count("uses_max"),
    tickets_max: count("tickets_max"),
    tickets_per_order: count("tickets_per_order"),
    uses_per_person: count("uses_per_person"),
    price_level_ids: form.getAll("price_level_ids").map(Number),
    basket_tickets_min: count("basket_tickets_min"),
    basket_total_min: least === null || least > 0 ? least : no("basket_total_min", "amount", null),
    valid_from: moment("valid_from"),
    valid_until: moment("valid_until"),
  };
  return { terms, wrong };
}

/** 12.50 and 12,50 are one amount; 0 for what is none. */
function decimal(typed: string): number {
  return /^\d{1,12}([.,]\d{1,6})?$/.test(typed) ? Number(typed.replace(",", ".")) : 0;
}
