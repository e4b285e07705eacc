import { listPeople } from "#lib/identity/queries";
import { ORGANIZATION_STATUS_WORDS } from "../state.ts";
import type { ProfileWire } from "./profile-contract.ts";
import { INVOICE_MODE_WORDS } from "./profile-rules.ts";
import { loadProfile, type ProfileRow } from "./profile-store.ts";

/** The organization of an id, in the API's form. It must exist. */
export async function loadProfileOnWire(id: string): Promise<ProfileWire> {
  return profileOnWire(await loadProfile(id));
}

/** An organization in the API's form, with the name of who changed it last. */
export async function profileOnWire(row: ProfileRow): Promise<ProfileWire> {
  return {
    id: row.id,
    slug: row.slug,
    status: ORGANIZATION_STATUS_WORDS[row.status],
    status_reason: row.suspensionReason ?? row.refusalReason,
    name: row.name,
    legal_name: row.legalName,
    address: row.address,
    postcode: row.postcode,
    city: row.city,
    country: row.country,
    currency: row.currency,
    vat_id: row.vatId,
    tax_number: row.taxNumber,
    contact_email: row.contactEmail,
    color_light: row.colorLight,
    color_dark: row.colorDark,
    logo: row.logo,
    invoices: INVOICE_MODE_WORDS[row.invoiceMode],
    invoice_prefix: row.invoicePrefix,
    reverse_charge: row.reverseCharge,
    revision: row.revision,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
    updated_by: await nameOf(row.updatedBy),
  };
}

/** The name of a person by id, null for no one. */
export async function nameOf(userId: string | null): Promise<string | null> {
  return (userId && (await listPeople([userId])).get(userId)?.name) || null;
}
