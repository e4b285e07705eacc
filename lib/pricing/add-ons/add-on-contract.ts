import { z } from "zod";
import { pageMeta } from "#lib/catalog/page-meta";
import { pageFields, paragraphs, positiveIntText, text, uuid } from "#lib/platform/input";
import { QUANTITY_MAX } from "./add-on-rules.ts";

/** Add-ons as organizers make, list and change them. Browser-safe. */

/** The languages in which an add-on is named: those of the pages. */
export const ADD_ON_LANGUAGES = ["en", "es"] as const;
export type AddOnLanguage = (typeof ADD_ON_LANGUAGES)[number];
/** An event sells at most so many kinds of things beside its tickets. */
export const ADD_ONS_MAX = 50;
const STOCK_MAX = 1_000_000;
const AMOUNT_MAX = 100_000_000;

const moment = z.iso.datetime({ offset: true }).nullable();
const named = text(60).pipe(z.string().min(1, "must not be empty"));

const fields = {
  name: z
    .strictObject({ en: named.optional(), es: named.optional() })
    .refine((name) => Object.values(name).some((each) => each !== undefined), "must be given in one language at least")
    .meta({ description: "By language. A reader whose language is missing sees English, or the other one." }),
  description: z.strictObject({ en: paragraphs(500).optional(), es: paragraphs(500).optional() }),
  price: z.number().min(0).max(AMOUNT_MAX).meta({
    description: "Of one, in the event's currency, by the event's rules of tax: with the taxes or without them.",
  }),
  tax_rate_ids: z.array(uuid).max(20).nullable().meta({
    description:
      "The event's tax rates on add-ons that lie on it; null for every rate on add-ons, empty for none. Rates that are gone are passed over; where none of the named ones is left, every rate on add-ons lies on it.",
  }),
  stock: z.int().min(0).max(STOCK_MAX).nullable().meta({ description: "Null: no end of it." }),
  counting: z.enum(["free", "per_ticket"]).meta({
    description: "`per_ticket`: at most one for each ticket of the order.",
  }),
  per_order_max: z.int().min(1).max(QUANTITY_MAX).nullable(),
  sale_from: moment.meta({ description: "Null: as soon as the event is on sale." }),
  sale_until: moment.meta({ description: "Null: as long as the event is on sale." }),
  active: z.boolean().meta({ description: "False takes it off sale; orders keep it." }),
  position: z.int().min(0).max(1_000).meta({ description: "Add-ons are listed by it, the smallest first." }),
};
const terms = z.object({
  ...fields,
  description: fields.description.default({}),
  tax_rate_ids: fields.tax_rate_ids.default(null),
  stock: fields.stock.default(null),
  counting: fields.counting.default("free"),
  per_order_max: fields.per_order_max.default(null),
  sale_from: fields.sale_from.default(null),
  sale_until: fields.sale_until.default(null),
  active: fields.active.default(true),
  position: fields.position.default(0),
});
export type AddOnTerms = z.output<typeof terms>;

export const newAddOnBody = terms.meta({ id: "NewAddOn" });

export const addOnChangeBody = z
  .strictObject({
    revision: z.int().min(0).meta({ description: "The add-on's `revision` that the change was made on." }),
    ...z.object(fields).partial().shape,
  })
  .refine((body) => Object.keys(body).length > 1, "must change something")
  .meta({ id: "AddOnChange" });
export type AddOnChange = z.output<typeof addOnChangeBody>;

export const ADD_ON_STATES = ["on_sale", "scheduled", "sold_out", "over", "inactive"] as const;

export const addOnWire = z
  .object({
    id: z.uuid(),
    ...fields,
    sale_from: z.iso.datetime().nullable(),
    sale_until: z.iso.datetime().nullable(),
    claimed: z.int().meta({ description: "In orders that are paid or being paid, and not returned." }),
    left: z.int().nullable().meta({ description: "Of the stock; null where there is no end of it." }),
    sold: z.int().meta({ description: "In paid orders, and not returned." }),
    revenue: z.number().meta({ description: "What those cost, all in." }),
    currency: z.string(),
    state: z.enum(ADD_ON_STATES),
    revision: z.int(),
  })
  .meta({ id: "AddOn" });
export type AddOnWire = z.infer<typeof addOnWire>;

export const addOnListQuery = z.object(pageFields);
export const addOnList = z.object({ data: z.array(addOnWire), meta: pageMeta }).meta({ id: "AddOnList" });
export const addOnParams = z.object({ id: positiveIntText, add_on_id: uuid });

/** How many of an add-on paid orders have, and what those cost. They belong to a later service, which counts them. */
export type AddOnSales = { sold: number; revenueMinor: number };
export type CountAddOns = (eventId: number) => Promise<ReadonlyMap<string, AddOnSales>>;
