import { createHash } from "node:crypto";
import type { Card } from "../test-cards.ts";

/** What is known of a card, as charges and payment methods both carry it. */
export function renderCard(card: Card) {
  return {
    brand: card.brand,
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: card.cvcCheck ?? null },
    country: card.country ?? "US",
    exp_month: card.expMonth,
    exp_year: card.expYear,
    fingerprint: fingerprintOf(card),
    funding: card.funding ?? "credit",
    last4: card.last4,
    regulated_status: "unregulated",
    wallet: null,
  };
}

/** The same for the same card, and made of nothing that would reveal more of its number than the last four digits. */
function fingerprintOf({ brand, country, last4 }: Card): string {
  const digest = createHash("sha256")
    .update(`${brand} ${country ?? "US"} ${last4}`)
    .digest("base64url");
  return digest.replace(/[-_]/g, "x").slice(0, 16);
}
