import { z } from "zod";
import { plainVatId } from "#lib/organizations/profile/vat-id";
import { COUNTRIES } from "#lib/platform/country-zones";
import { text, typedText } from "#lib/platform/input";

const country = z
  .string()
  .refine((code) => COUNTRIES.includes(code), "must be a country's code of two letters, such as ES");

/** To whom an order is to be invoiced. */
export const billingBody = z.strictObject({
  name: typedText(120).pipe(z.string().min(1, "must not be empty")).meta({ description: "The person's name." }),
  company: typedText(160).default(""),
  address: typedText(200).pipe(z.string().min(1, "must not be empty")),
  postcode: typedText(20).default(""),
  city: typedText(80).pipe(z.string().min(1, "must not be empty")),
  country: country.meta({ description: "ISO 3166-1 alpha-2." }),
  vat_id: text(40).overwrite(plainVatId).default("").meta({
    description: "Of the company, with the country's letters. Its format is checked, and VIES is asked for it.",
  }),
});
export type Billing = z.output<typeof billingBody>;
