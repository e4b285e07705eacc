import { z } from "zod";

/** Who sells, as buyers read it on the event, the order, the mail and the API: the seller's imprint. Empty is what is not known. */
export const sellerWire = z
  .object({
    name: z.string(),
    legal_name: z.string(),
    address: z.string(),
    postcode: z.string(),
    city: z.string(),
    country: z.string().meta({ description: "ISO 3166-1 alpha-2." }),
    vat_id: z.string(),
    tax_number: z.string(),
    contact_email: z.string(),
    logo: z
      .string()
      .nullable()
      .meta({ description: "Id of a picture, served as WebP at `/pictures/{id}`; smaller ones with `?w=`." }),
    color_light: z.string().nullable().meta({ description: "`#rrggbb`, readable on light paper." }),
    color_dark: z.string().nullable().meta({ description: "`#rrggbb`, readable on dark paper." }),
  })
  .meta({ id: "Seller" });
export type Seller = z.infer<typeof sellerWire>;

/** The imprint in lines, without what is empty: legal name, address, place, tax numbers behind the given words. */
export function sellerLines(seller: Seller, words: { country: string; vatId: string; taxNumber: string }): string[] {
  const place = [seller.postcode, seller.city].filter(Boolean).join(" ");
  return [
    seller.legal_name === seller.name ? "" : seller.legal_name,
    [seller.address, place, seller.country && words.country].filter(Boolean).join(", "),
    seller.vat_id && `${words.vatId} ${seller.vat_id}`,
    seller.tax_number && `${words.taxNumber} ${seller.tax_number}`,
  ].filter(Boolean);
}

/** A seller of whom only the name is known. */
export const NAMED_ONLY: Omit<Seller, "name"> = {
  legal_name: "",
  address: "",
  postcode: "",
  city: "",
  country: "",
  vat_id: "",
  tax_number: "",
  contact_email: "",
  logo: null,
  color_light: null,
  color_dark: null,
};
