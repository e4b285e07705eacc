import type { MethodRecord } from "../ledger.ts";
import { renderCard } from "./render-card.ts";

export function renderMethod(method: MethodRecord) {
  const { brand } = method.card;
  return {
    id: method.id,
    object: "payment_method",
    allow_redisplay: "unspecified",
    billing_details: renderBilling(method.billing),
    card: {
      ...renderCard(method.card),
      display_brand: brand,
      generated_from: null,
      networks: { available: [brand], preferred: null },
      three_d_secure_usage: { supported: true },
    },
    created: method.created,
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: "card",
  };
}

/** The name and addresses given with a card; each part that was not given is null. */
export function renderBilling(billing: MethodRecord["billing"] | undefined) {
  const { address = {}, email = null, name = null, phone = null } = billing ?? {};
  const { city = null, country = null, line1 = null, line2 = null, postal_code = null, state = null } = address;
  return { address: { city, country, line1, line2, postal_code, state }, email, name, phone, tax_id: null };
}
