import { z } from "zod";
import { email, pageFields, positiveInt, positiveIntText, text, uuid } from "#lib/platform/input";

export const WINDOW_ACCESS = ["code", "list", "signed_in"] as const;
export const WINDOWS_MAX = 20;
/** Of one event. */
export const CODES_MAX = 100_000;
export const ADDRESSES_MAX = 100_000;
/** Of one request. */
export const CODES_AT_ONCE_MAX = 5_000;
export const ADDRESSES_AT_ONCE_MAX = 5_000;

const instant = z.iso.datetime({ offset: true, error: "must be a date and time" });
const smallId = positiveInt.max(32_767);

const windowFields = {
  name: text(80).pipe(z.string().min(1, "must not be empty")),
  opens_at: instant,
  closes_at: instant.meta({ description: "At the latest when the general sale begins." }),
  access: z.enum(WINDOW_ACCESS).meta({
    description:
      "Who may buy: who enters a code or comes by a link, who has proven a mail address of a list, or everybody with an account.",
  }),
  price_levels: z.array(smallId).max(60).meta({ description: "The price levels on sale; all where empty." }),
};

export const newWindowBody = z.strictObject({ ...windowFields, price_levels: windowFields.price_levels.default([]) });
export type NewWindow = z.output<typeof newWindowBody>;
export const windowChangeBody = z.strictObject({
  revision: positiveInt.meta({ description: "The presale's `revision` that the change was made on." }),
  name: windowFields.name.exactOptional(),
  opens_at: windowFields.opens_at.exactOptional(),
  closes_at: windowFields.closes_at.exactOptional(),
  access: windowFields.access.exactOptional(),
  price_levels: windowFields.price_levels.exactOptional(),
});
export type WindowChange = z.output<typeof windowChangeBody>;

export const windowParams = z.object({
  id: positiveIntText.meta({ description: "The event.", examples: [12] }),
  window_id: positiveIntText.pipe(smallId).meta({ description: "The presale.", examples: [1] }),
});

export const saleWindowWire = z
  .object({
    id: z.int(),
    name: z.string(),
    opens_at: z.iso.datetime(),
    closes_at: z.iso.datetime(),
    access: z.enum(WINDOW_ACCESS),
    price_levels: z.array(z.int()),
    revision: z.int(),
    addresses: z.int().meta({ description: "How many mail addresses its list has." }),
  })
  .meta({ id: "SaleWindow", description: "A presale: who has access may buy before the general sale begins." });
export type SaleWindowWire = z.infer<typeof saleWindowWire>;
export const windowList = z.object({ data: z.array(saleWindowWire) }).meta({ id: "SaleWindowList" });

export const addressesBody = z.strictObject({
  add: z.array(email).max(ADDRESSES_AT_ONCE_MAX).default([]),
  remove: z.array(email).max(ADDRESSES_AT_ONCE_MAX).default([]),
});
export const addressesAnswer = z
  .object({ added: z.int(), removed: z.int(), total: z.int() })
  .meta({ id: "SaleWindowAddressesChange" });
const paged = z.object({ total: z.int(), page: z.int(), limit: z.int() });
export const addressList = z.object({ data: z.array(z.string()), meta: paged }).meta({ id: "SaleWindowAddresses" });

/** What people type, and may read to each other over the phone. Case does not matter. */
export const accessCode = z
  .string()
  .trim()
  .min(3, "must have at least 3 characters")
  .max(40, "must have at most 40 characters")
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]*$/, "must be of letters without accents, digits, - and _");

export const newCodesBody = z
  .strictObject({
    codes: z
      .array(accessCode)
      .max(CODES_AT_ONCE_MAX)
      .default([])
      .meta({ description: "Codes that people type; their case does not matter. None makes one link." }),
    name: text(80).default("").meta({ description: "For staff, for example whose link it is." }),
    window: smallId.nullable().default(null).meta({ description: "The presale that it opens." }),
    allocation: smallId.nullable().default(null).meta({ description: "The allocation whose seats it sells." }),
    sells_alone: z.boolean().default(false).meta({ description: "Its buyers get seats of the allocation only." }),
    uses_max: z
      .int()
      .min(1)
      .max(1_000_000)
      .nullable()
      .default(null)
      .meta({ description: "How many buyers each may let in." }),
    valid_from: instant.nullable().default(null),
    valid_until: instant.nullable().default(null),
  })
  .refine(({ window, allocation }) => window !== null || allocation !== null, {
    path: ["window"],
    message: "must open a presale, an allocation or both",
  })
  .refine(({ allocation, sells_alone }) => !sells_alone || allocation !== null, {
    path: ["sells_alone"],
    message: "needs an allocation",
  })
  .refine(
    ({ valid_from, valid_until }) => !valid_from || !valid_until || Date.parse(valid_from) < Date.parse(valid_until),
    {
      path: ["valid_until"],
      message: "must be after the beginning",
    },
  );
export type NewCodes = z.output<typeof newCodesBody>;

export const codeQuery = z.object({
  ...pageFields,
  find: text(80).optional().meta({ description: "A part of the code or of its name." }),
});

export const codeParams = z.object({
  id: positiveIntText.meta({ description: "The event.", examples: [12] }),
  code_id: uuid.meta({ description: "The code or link." }),
});

export const accessCodeWire = z
  .object({
    id: z.uuid(),
    code: z.string(),
    is_link: z.boolean().meta({ description: "Its `code` is the end of the address `/events/{slug}/access/{code}`." }),
    name: z.string(),
    window: z.int().nullable(),
    allocation: z.int().nullable(),
    sells_alone: z.boolean(),
    uses_max: z.int().nullable(),
    uses: z.int(),
    valid_from: z.iso.datetime().nullable(),
    valid_until: z.iso.datetime().nullable(),
  })
  .meta({ id: "AccessCode" });
export type AccessCodeWire = z.infer<typeof accessCodeWire>;
export const codeList = z.object({ data: z.array(accessCodeWire), meta: paged }).meta({ id: "AccessCodeList" });
export type CodeList = z.infer<typeof codeList>;
export const codesAnswer = z
  .object({ made: z.int(), first: accessCodeWire.meta({ description: "The first of them, or the link." }) })
  .meta({ id: "AccessCodesMade" });

export const redeemBody = z.strictObject({
  code: text(64)
    .pipe(z.string().min(1, "must not be empty"))
    .meta({ description: "As the buyer typed it, or the end of a link." }),
});

export const ownAccess = z
  .object({
    is_open: z.boolean().meta({ description: "Whether seats that are not set aside are on sale to you now." }),
    sells_alone: z.boolean().meta({ description: "You came by a link that sells the seats below alone." }),
    price_levels: z.array(z.int()).nullable().meta({ description: "The price levels on sale to you now; null: all." }),
    seat_ids: z.array(z.int()).meta({
      description:
        "Seats that are set aside and on sale to you. They read as blocked in the event's availability while nobody has them.",
    }),
    seats_until: z.iso
      .datetime()
      .nullable()
      .meta({ description: "When your access to these seats ends; null: it stays." }),
    presale: z
      .object({ name: z.string(), opens_at: z.iso.datetime(), closes_at: z.iso.datetime() })
      .nullable()
      .meta({ description: "The presale that you may enter, now or next." }),
    announced: z
      .object({
        ...{ name: z.string(), opens_at: z.iso.datetime(), closes_at: z.iso.datetime() },
        access: z.enum(["signed_in", "list"]),
      })
      .nullable()
      .meta({
        description: "The presale, now or next, that you may not enter and that an account opens, or one of its list.",
      }),
  })
  .meta({ id: "OwnAccess" });
export type OwnAccessWire = z.infer<typeof ownAccess>;
