/** The parts of an organization's settings; each is saved by itself, so that they can be filled in at different times. */
export const PROFILE_PARTS = {
  public: ["name", "contact_email"],
  legal: ["legal_name", "address", "postcode", "city", "country", "vat_id", "tax_number"],
  money: ["currency"],
  invoicing: ["invoices", "invoice_prefix", "reverse_charge"],
  look: ["logo", "color_light", "color_dark"],
} as const;

export type ProfilePart = keyof typeof PROFILE_PARTS;
export type ProfileField = (typeof PROFILE_PARTS)[ProfilePart][number];

/** How many characters a field takes, and what browsers may fill in. */
export const FIELD_LOOK: Record<ProfileField, { max: number; autoComplete?: string; type?: string }> = {
  name: { max: 80, autoComplete: "organization" },
  contact_email: { max: 254, type: "email", autoComplete: "off" },
  legal_name: { max: 160, autoComplete: "off" },
  address: { max: 200, autoComplete: "street-address" },
  postcode: { max: 20, autoComplete: "postal-code" },
  city: { max: 80, autoComplete: "address-level2" },
  country: { max: 2 },
  vat_id: { max: 40 },
  tax_number: { max: 40 },
  currency: { max: 3 },
  color_light: { max: 7 },
  color_dark: { max: 7 },
  logo: { max: 64 },
  invoices: { max: 20 },
  invoice_prefix: { max: 8, autoComplete: "off" },
  reverse_charge: { max: 5 },
};

/** Fields that take a row of their own, so that the hints of a row stand beside each other. */
export const WIDE_FIELDS: readonly ProfileField[] = ["legal_name", "address", "country", "logo", "reverse_charge"];
