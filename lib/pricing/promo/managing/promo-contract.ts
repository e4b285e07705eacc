import { z } from "zod";
import { pageMeta } from "#lib/catalog/page-meta";
import { pageFields, positiveIntText, text, uuid } from "#lib/platform/input";

/** Promo codes as organizers make, list and change them. Browser-safe. */

export const CODE_MIN = 3;
export const CODE_MAX = 40;
/** At most so many codes are made or imported at once. */
export const BATCH_MAX = 100_000;
/** A generated code is the prefix and so many letters; fewer can be guessed, more are not typed without a slip. */
export const LENGTH_MIN = 6;
export const LENGTH_MAX = 20;
export const PREFIX_MAX = 16;
const COUNT_MAX = 1_000_000;
/** What a list of codes may weigh: 100,000 lines of 40 characters and a comma-separated column or two. */
export const LIST_BYTES_MAX = 8 * 1024 * 1024;

export const KINDS = ["percent", "amount", "per_ticket"] as const;
export const STATES = ["active", "scheduled", "over", "used_up", "inactive"] as const;
export type PromoState = (typeof STATES)[number];

export const code = text(CODE_MAX)
  .pipe(z.string().min(CODE_MIN, `must have at least ${CODE_MIN} characters`))
  .refine((value) => /[\p{L}\p{N}]/u.test(value), "must have a letter or a digit");
const count = z.int().min(1).max(COUNT_MAX).nullable();
const moment = z.iso.datetime({ offset: true }).nullable();
const levelId = z.int().min(1).max(32_767);

const termsFields = {
  kind: z.enum(KINDS).meta({
    description: "`percent` off, an `amount` off the whole order, or an amount off each ticket (`per_ticket`).",
  }),
  value: z.number().positive().meta({ description: "Whole percents, or an amount in the event's currency." }),
  note: text(200).meta({ description: "For your team; buyers never see it." }),
  uses_max: count.meta({ description: "Orders that may use the code; null for any number." }),
  tickets_max: count.meta({ description: "Tickets that it may reduce, of all orders together." }),
  tickets_per_order: count.meta({ description: "Tickets of one order that it reduces at most, the dearest." }),
  uses_per_person: count.meta({
    description: "Orders of one person, who is known by account, mail address and browser.",
  }),
  price_level_ids: z.array(levelId).max(200).meta({ description: "The price levels it is for; empty for all." }),
  basket_tickets_min: count.meta({ description: "The smallest number of tickets of its price levels." }),
  basket_total_min: z.number().positive().nullable().meta({ description: "What those must cost together." }),
  valid_from: moment.meta({ description: "Null: from now on." }),
  valid_until: moment.meta({ description: "Null: as long as the sale lasts." }),
};
const terms = z.object({
  ...termsFields,
  note: termsFields.note.default(""),
  uses_max: termsFields.uses_max.default(null),
  tickets_max: termsFields.tickets_max.default(null),
  tickets_per_order: termsFields.tickets_per_order.default(null),
  uses_per_person: termsFields.uses_per_person.default(null),
  price_level_ids: termsFields.price_level_ids.default([]),
  basket_tickets_min: termsFields.basket_tickets_min.default(null),
  basket_total_min: termsFields.basket_total_min.default(null),
  valid_from: termsFields.valid_from.default(null),
  valid_until: termsFields.valid_until.default(null),
});
export type PromoTerms = z.output<typeof terms>;

export const newPromoBody = terms.extend({ code }).meta({ id: "NewPromoCode" });
export type NewPromo = z.output<typeof newPromoBody>;

export const promoChangeBody = z
  .strictObject({
    revision: z.int().min(0).meta({ description: "The code's `revision` that the change was made on." }),
    active: z.boolean().optional(),
    ...z.object(termsFields).partial().shape,
  })
  .refine((body) => Object.keys(body).length > 1, "must change something")
  .meta({ id: "PromoCodeChange" });
export type PromoChange = z.output<typeof promoChangeBody>;

export const newBatchBody = z
  .object({
    name: text(80).pipe(z.string().min(1, "must not be empty")),
    terms,
    generate: z
      .object({
        count: z.int().min(1).max(BATCH_MAX),
        prefix: text(PREFIX_MAX).default(""),
        length: z.int().min(LENGTH_MIN).max(LENGTH_MAX).default(8),
      })
      .optional()
      .meta({ description: "Codes without letters that people take for each other." }),
    list: z.string().max(LIST_BYTES_MAX).optional().meta({
      description: "Your own codes instead: one a line, or CSV with the code first or in a column named `code`.",
    }),
  })
  .refine(({ generate, list }) => (generate === undefined) !== (list === undefined), "takes either generate or list")
  .meta({ id: "NewPromoBatch" });
export type NewBatch = z.output<typeof newBatchBody>;

const batch = z.object({ id: z.uuid(), name: z.string() });

export const promoWire = z
  .object({
    id: z.uuid(),
    code: z.string(),
    batch: batch.nullable(),
    ...termsFields,
    valid_from: z.iso.datetime().nullable(),
    valid_until: z.iso.datetime().nullable(),
    uses: z.int().meta({ description: "Orders that use it, paid or being paid." }),
    state: z.enum(STATES),
    revision: z.int(),
    created_at: z.iso.datetime(),
  })
  .meta({ id: "PromoCode" });
export type PromoWire = z.infer<typeof promoWire>;

export const promoFilterQuery = z.object({
  q: text(CODE_MAX).optional().meta({ description: "Part of a code or of its note." }),
  state: z.enum(STATES).optional(),
  kind: z.enum(KINDS).optional(),
  batch_id: uuid.optional(),
});
export type PromoFilter = z.output<typeof promoFilterQuery>;
export const promoListQuery = promoFilterQuery.extend(pageFields);
export const promoList = z.object({ data: z.array(promoWire), meta: pageMeta }).meta({ id: "PromoCodeList" });

export const batchWire = batch
  .extend({
    codes: z.int(),
    uses: z.int(),
    active: z.int().meta({ description: "Codes that are not deactivated." }),
    created_at: z.iso.datetime(),
  })
  .meta({ id: "PromoBatch" });
export type BatchWire = z.infer<typeof batchWire>;
export const madeBatch = batch.extend({ codes: z.int() }).meta({ id: "MadePromoBatch" });
export const batchListQuery = z.object(pageFields);
export const batchList = z.object({ data: z.array(batchWire), meta: pageMeta }).meta({ id: "PromoBatchList" });

export const deactivationBody = z
  .object({ ids: z.array(uuid).min(1).max(1_000).optional(), batch_id: uuid.optional() })
  .refine(({ ids, batch_id }) => (ids === undefined) !== (batch_id === undefined), "takes either ids or batch_id")
  .meta({ id: "PromoDeactivation" });
export type Deactivation = z.output<typeof deactivationBody>;
export const deactivationAnswer = z.object({ deactivated: z.int() }).meta({ id: "DeactivatedPromoCodes" });

export const promoParams = z.object({ id: positiveIntText, code_id: uuid });
