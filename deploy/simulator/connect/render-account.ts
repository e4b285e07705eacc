import { type AccountRecord, canCharge } from "./account-record.ts";

/** A connected account in Stripe's wire form, as its platform sees it. */
export function renderAccount(account: AccountRecord) {
  const isActive = canCharge(account);
  const capability = isActive ? "active" : account.isSubmitted ? "inactive" : "pending";
  return {
    id: account.id,
    object: "account",
    business_profile: { ...PROFILE, name: account.businessName },
    business_type: account.isSubmitted ? "company" : null,
    capabilities: { card_payments: capability, transfers: capability },
    charges_enabled: isActive,
    controller: {
      fees: { payer: "account" },
      is_controller: true,
      losses: { payments: "stripe" },
      requirement_collection: "stripe",
      stripe_dashboard: { type: "full" },
      type: "application",
    },
    country: account.country,
    created: account.created,
    default_currency: account.currency,
    details_submitted: account.isSubmitted,
    email: account.email,
    external_accounts: {
      object: "list",
      data: [],
      has_more: false,
      url: `/v1/accounts/${account.id}/external_accounts`,
    },
    future_requirements: { ...NOTHING_DUE },
    metadata: account.metadata,
    payouts_enabled: isActive,
    requirements: {
      ...NOTHING_DUE,
      currently_due: account.currentlyDue,
      disabled_reason: account.disabledReason,
      eventually_due: account.currentlyDue,
      past_due: account.disabledReason === "requirements.past_due" ? account.currentlyDue : [],
    },
    settings: SETTINGS,
    tos_acceptance: { date: account.isSubmitted ? account.created : null, ip: null, user_agent: null },
    type: "standard",
  };
}

const NOTHING_DUE = {
  alternatives: [],
  current_deadline: null,
  currently_due: [],
  disabled_reason: null,
  errors: [],
  eventually_due: [],
  past_due: [],
  pending_verification: [],
};

const ADDRESS = { city: null, country: null, line1: null, line2: null, postal_code: null, state: null };

const PROFILE = {
  annual_revenue: { amount: null, currency: null, fiscal_year_end: null },
  estimated_worker_count: null,
  mcc: null,
  minority_owned_business_designation: null,
  product_description: null,
  support_address: ADDRESS,
  support_email: null,
  support_phone: null,
  support_url: null,
  url: null,
};

const PREFIXES = { statement_descriptor_prefix_kana: null, statement_descriptor_prefix_kanji: null };

const SETTINGS = {
  bacs_debit_payments: { display_name: null, service_user_number: null },
  branding: { icon: null, logo: null, primary_color: null, secondary_color: null },
  card_issuing: { tos_acceptance: { date: null, ip: null } },
  card_payments: {
    decline_on: { avs_failure: true, cvc_failure: true },
    statement_descriptor_prefix: null,
    ...PREFIXES,
  },
  dashboard: { display_name: null, timezone: "Etc/UTC" },
  invoices: { default_account_tax_ids: null, hosted_payment_method_save: null },
  payments: {
    statement_descriptor: null,
    statement_descriptor_kana: null,
    statement_descriptor_kanji: null,
    ...PREFIXES,
  },
  payouts: {
    debit_negative_balances: true,
    schedule: { delay_days: 2, interval: "daily" },
    statement_descriptor: null,
  },
  sepa_debit_payments: {},
};
