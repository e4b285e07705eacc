import { z } from "zod";
import { COUNTRIES } from "#lib/platform/country-zones";
import { CURRENCIES } from "#lib/platform/currencies";
import { email, positiveInt, text } from "#lib/platform/input";
import { ORGANIZATION_STATUS_NAMES } from "../state.ts";
import { contrastProblem } from "./color-contrast.ts";
import { ORGANIZATION_NAME_MAX } from "./limits.ts";
import { plainVatId } from "./vat-id.ts";

/** Who an organization is, as its owners write and read it. Browser-safe. */

const country = z
  .string()
  .refine((code) => code === "" || COUNTRIES.includes(code), "must be a country's code of two letters, such as ES");

const currency = z
  .string()
  .refine((code) => code === "" || CURRENCIES.has(code), "must be a currency's code of three letters, such as EUR");

function color(theme: "light" | "dark") {
  return z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/, { error: "must be a colour such as #a02506", abort: true })
    .overwrite((value) => value.toLowerCase())
    .superRefine((value, { addIssue }) => {
      const problem = contrastProblem(value, theme);
      if (problem) addIssue({ code: "custom", message: problem });
    })
    .nullable()
    .meta({ description: `\`#rrggbb\`, readable on the ${theme} theme's paper: a contrast of at least 4.5:1.` });
}

export const INVOICE_MODES = ["on_request", "every_order"] as const;

/** The fields that owners write, for the API and the forms alike. */
export const profileFields = {
  name: text(ORGANIZATION_NAME_MAX).pipe(z.string().min(1, "must not be empty")),
  legal_name: text(160).meta({ description: "As in the trade register." }),
  address: text(200),
  postcode: text(20),
  city: text(80),
  country: country.meta({ description: "ISO 3166-1 alpha-2, or empty." }),
  currency: currency.meta({ description: "ISO 4217, or empty. Fixed once there is an order." }),
  vat_id: text(40)
    .overwrite(plainVatId)
    .meta({ description: "With the country's letters, such as ESB12345678; its format is checked where it is known." }),
  tax_number: text(40).meta({ description: "The number of the country's own tax office." }),
  contact_email: z.union([z.literal(""), email]).meta({ description: "Where buyers write to, or empty." }),
  color_light: color("light"),
  color_dark: color("dark"),
  invoices: z.enum(INVOICE_MODES).meta({
    description: "Which paid orders get an invoice. `every_order` needs legal name, address, city and country.",
  }),
  invoice_prefix: z
    .string()
    .regex(/^[A-Z0-9]{1,8}$/, "must be 1 to 8 capital letters and digits, such as INV")
    .meta({ description: "Before the year and the running number of each invoice." }),
  reverse_charge: z.boolean().meta({
    description:
      "The organization declares that business customers owe the tax where it sells abroad and charges none (Directive 2006/112/EC, article 194).",
  }),
  logo: z
    .string()
    .regex(/^[0-9a-f]{64}$/, "must be the id of a picture")
    .nullable()
    .meta({ description: "Id of an uploaded picture, or null." }),
};

export const newOwnOrganizationBody = z.strictObject({
  name: profileFields.name,
  country: country.min(1, "must not be empty").meta({ description: "ISO 3166-1 alpha-2." }),
  currency: currency.min(1, "must not be empty").meta({ description: "ISO 4217." }),
  contact_email: email.optional().meta({ description: "Where buyers write to; your own address without it." }),
});
export type NewOwnOrganization = z.output<typeof newOwnOrganizationBody>;

export const profileChangeBody = z
  .strictObject({
    ...z.strictObject(profileFields).partial().shape,
    revision: positiveInt.meta({ description: "The organization's `revision` that the change was made on." }),
  })
  .refine((body) => Object.keys(body).length > 1, "must change something");
export type ProfileChange = z.output<typeof profileChangeBody>;

export const profileWire = z
  .object({
    id: z.uuid(),
    slug: z.string(),
    status: z.enum(ORGANIZATION_STATUS_NAMES).meta({
      description:
        "Only an `active` one sells. `pending`: the platform has not approved it yet; all but publishing is open.",
    }),
    status_reason: z.string().nullable().meta({ description: "Why it was suspended or refused." }),
    name: z.string(),
    legal_name: z.string(),
    address: z.string(),
    postcode: z.string(),
    city: z.string(),
    country: z.string(),
    currency: z.string(),
    vat_id: z.string(),
    tax_number: z.string(),
    contact_email: z.string(),
    color_light: z.string().nullable(),
    color_dark: z.string().nullable(),
    logo: z.string().nullable().meta({ description: "Id of a picture, served at `/pictures/{id}`." }),
    invoices: z.enum(INVOICE_MODES),
    invoice_prefix: z.string(),
    reverse_charge: z.boolean(),
    revision: z.int().meta({ description: "Send it with a change; it grows with each." }),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
    updated_by: z.string().nullable().meta({ description: "The name of the person who changed it last, if known." }),
  })
  .meta({ id: "OrganizationProfile" });
export type ProfileWire = z.infer<typeof profileWire>;
