import { ADD_ON_LANGUAGES, type AddOnLanguage, type AddOnTerms } from "#lib/pricing/add-ons/add-on-contract";
import { QUANTITY_MAX } from "#lib/pricing/add-ons/add-on-rules";
import { MOMENT_PARTS, type MomentDraft, readMoment } from "../event-form/moment-draft.ts";

type Problem =
  | { readonly word: string; readonly limit?: number }
  | { readonly moment: "date" | "time" | "never" | "twice" };
/** A field of the form and what to say beside it: a word of `add-ons.wrong`, or a moment that is none. */
export type WrongAddOn = Partial<Record<string, Problem>>;

/** The choice of tax that leaves what was set before. */
export const KEEP_TAX = "kept";

/** An add-on as it stands in its form, or the fields that are none. The server judges it against the event. */
export function readAddOn(
  form: FormData,
  { timeZone, taxBefore }: { timeZone: string; taxBefore: AddOnTerms["tax_rate_ids"] },
): { terms: AddOnTerms; wrong: WrongAddOn } {
  const wrong: Record<string, Problem> = {};
  const text = (name: string) => String(form.get(name) ?? "").trim();
  const byLanguage = (name: string) =>
    Object.fromEntries(
      ADD_ON_LANGUAGES.flatMap((language): [AddOnLanguage, string][] => {
        const said = text(`${name}_${language}`);
        return said === "" ? [] : [[language, said]];
      }),
    );
  const whole = (name: string, { min, max }: { min: number; max: number }) => {
    if (text(name) === "") return null;
    const number = /^\d{1,7}$/.test(text(name)) ? Number(text(name)) : -1;
    if (number >= min && number <= max) return number;
    wrong[name] = { word: min === 0 ? "stock" : "count" };
    return null;
  };
  const moment = (name: string) => {
    const typed = Object.fromEntries(MOMENT_PARTS.map((part) => [part, text(`${name}_${part}`)])) as MomentDraft;
    const read = readMoment(typed, timeZone);
    if (read.kind === "once") return read.iso;
    if (read.kind !== "empty") wrong[name] = { moment: read.kind };
    return null;
  };
  const name = byLanguage("name");
  if (Object.keys(name).length === 0) wrong.name = { word: "name" };
  if (!/^\d{1,9}([.,]\d{1,6})?$/.test(text("price"))) wrong.price = { word: "price" };
  const tax = text("tax");
  const terms: AddOnTerms = {
    name,
    description: byLanguage("description"),
    price: wrong.price ? 0 : Number(text("price").replace(",", ".")),
    tax_rate_ids: tax === KEEP_TAX ? taxBefore : tax === "all" ? null : tax === "none" ? [] : [tax],
    stock: whole("stock", { min: 0, max: 1_000_000 }),
    counting: text("counting") === "per_ticket" ? "per_ticket" : "free",
    per_order_max: whole("per_order_max", { min: 1, max: QUANTITY_MAX }),
    sale_from: moment("sale_from"),
    sale_until: moment("sale_until"),
    active: form.get("active") !== null,
    position: whole("position", { min: 0, max: 1_000 }) ?? 0,
  };
  return { terms, wrong };
}
