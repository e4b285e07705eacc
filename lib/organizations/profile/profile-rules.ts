import { changedSince } from "#lib/platform/field-revisions";
import type { Refused } from "#lib/platform/http/refusals";
import { refuse } from "../refusals.ts";
import type { ProfileChange } from "./profile-contract.ts";
import type { ProfileFields, ProfileRow } from "./profile-store.ts";
import { vatIdProblem } from "./vat-id.ts";

/** The columns behind the names on the wire. */
const COLUMNS = {
  name: "name",
  legal_name: "legalName",
  address: "address",
  postcode: "postcode",
  city: "city",
  country: "country",
  currency: "currency",
  vat_id: "vatId",
  tax_number: "taxNumber",
  contact_email: "contactEmail",
  color_light: "colorLight",
  color_dark: "colorDark",
  logo: "logo",
  invoices: "invoiceMode",
  invoice_prefix: "invoicePrefix",
  reverse_charge: "reverseCharge",
} as const satisfies Record<Exclude<keyof ProfileChange, "revision">, keyof ProfileFields>;
type WireName = keyof typeof COLUMNS;
const NAMES = Object.keys(COLUMNS) as WireName[];

/** The word of each mode on the wire. */
export const INVOICE_MODE_WORDS = { ON_REQUEST: "on_request", EVERY_ORDER: "every_order" } as const;
const MODES = { on_request: "ON_REQUEST", every_order: "EVERY_ORDER" } as const;

export type ProfilePlan = { ok: true; data: Partial<ProfileFields>; changed: WireName[] };

/**
 * Plans a change of an organization. Refuses `organization_changed` when it was made on an older revision, with what changed since,
 * `currency_fixed` once tickets were ordered, and `invalid_request` for a VAT id that does not fit the country, or where every order is
 * to be invoiced and an invoice could not name its seller.
 */
export function planProfileChange(
  row: ProfileRow,
  change: ProfileChange,
  { hasOrders, changedBy }: { hasOrders: boolean; changedBy: string | null },
): ProfilePlan | Refused<"organization_changed" | "currency_fixed" | "invalid_request"> {
  if (change.revision !== row.revision) return refuseStale(row, { since: change.revision, changedBy });
  const changed = NAMES.filter((name) => change[name] !== undefined && inColumn(change, name) !== row[COLUMNS[name]]);
  if (changed.includes("currency") && row.currency !== "" && hasOrders) return refuse("currency_fixed");
  if (changed.includes("vat_id") || changed.includes("country")) {
    const problem = vatIdProblem(change.vat_id ?? row.vatId, change.country ?? row.country);
    if (problem) return refuse("invalid_request", { fields: [{ path: "vat_id", message: problem }] });
  }
  const data: Partial<ProfileFields> = Object.fromEntries(
    changed.map((name) => [COLUMNS[name], inColumn(change, name)]),
  );
  const missing = missingOnInvoices({ ...row, ...data });
  if (missing) {
    const path = changed.includes("invoices") ? "invoices" : missing;
    if (changed.includes(path)) {
      const message = `every order is invoiced: an invoice needs ${missing}`;
      return refuse("invalid_request", { fields: [{ path, message }] });
    }
  }
  return { ok: true, data, changed };
}

/** What an invoice needs and the organization has not said, where every order is to have one. */
function missingOnInvoices(after: ProfileFields): WireName | undefined {
  if (after.invoiceMode !== "EVERY_ORDER") return undefined;
  return (["legal_name", "address", "city", "country"] as const).find((name) => after[COLUMNS[name]] === "");
}

function inColumn(change: ProfileChange, name: WireName) {
  return name === "invoices" ? change.invoices && MODES[change.invoices] : change[name];
}

/** What was changed by others since a revision, with the values of now. */
function refuseStale(
  row: ProfileRow,
  stale: { since: number; changedBy: string | null },
): Refused<"organization_changed"> {
  const valueNow = (field: string) =>
    field === "invoices" ? INVOICE_MODE_WORDS[row.invoiceMode] : row[COLUMNS[field as WireName]];
  return refuse("organization_changed", changedSince(row, stale, valueNow));
}
