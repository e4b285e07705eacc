import type { ChargeRecord, MethodRecord } from "../ledger.ts";

/** Why a charge went through or not (docs.stripe.com/declines): the bank's word, or Radar's, which asks no bank. */
export function renderOutcome({ failure }: ChargeRecord, method: MethodRecord | undefined) {
  const risk = method?.card.behaviour.risk ?? "normal";
  const about = {
    advice_code: null,
    network_advice_code: null,
    network_decline_code: null,
    risk_level: risk,
    risk_score: RISK_SCORES[risk],
  };
  if (failure === null) {
    const network_status = "approved_by_network";
    return { ...about, network_status, reason: null, seller_message: "Payment complete.", type: "authorized" };
  }
  if (risk === "highest") {
    const seller_message = "Stripe blocked this payment as too risky.";
    return {
      ...about,
      network_status: "not_sent_to_network",
      reason: "highest_risk_level",
      seller_message,
      type: "blocked",
    };
  }
  const seller_message = "The bank did not return any further details with this decline.";
  const reason = failure.declineCode ?? failure.code;
  return { ...about, network_status: "declined_by_network", reason, seller_message, type: "issuer_declined" };
}

/** Of a hundred; from 65 a risk is elevated, from 75 the highest (docs.stripe.com/radar/risk-evaluation). */
const RISK_SCORES = { normal: 20, elevated: 68, highest: 91 };
