import { countryCard, countryOf, isCountryCard } from "./country-cards.ts";

/** Stripe's published test cards and test payment methods, by what happens when they are charged. */
export type CardBehaviour = {
  readonly challenge?: true;
  readonly decline?: CardDecline;
  /** The buyer's bank takes it back once it is captured; an inquiry moves no money yet. */
  readonly dispute?: "chargeback" | "inquiry";
  /** `fraudulent` when absent. */
  readonly disputeReason?: "product_not_received";
  /** What becomes of a refund after a while: the bank sends it back, or it was not through at first. */
  readonly refund?: "fails" | "pends";
  /** How Stripe's Radar judges it; normal when absent. It declines the highest risk without asking the bank. */
  readonly risk?: "elevated" | "highest";
  /** Its money can be paid out at once. */
  readonly isAvailableAtOnce?: true;
};

export type CardDecline = { readonly code: string; readonly declineCode?: string; readonly message: string };

export type Card = {
  readonly brand: string;
  readonly last4: string;
  readonly expMonth: number;
  readonly expYear: number;
  readonly behaviour: CardBehaviour;
  /** Of the bank, ISO 3166-1; `US` when absent. */
  readonly country?: string;
  readonly funding?: "credit" | "debit" | "prepaid";
  readonly cvcCheck?: "pass" | "fail";
};

/** The card of a number. Numbers that are no test card are declined, as in Stripe's test mode. */
export function cardOf(number: string, expiry: { expMonth: number; expYear: number; hasCvc: boolean }): Card {
  const { expMonth, expYear, hasCvc } = expiry;
  const behaviour = NUMBERS[number] ?? (isCountryCard(number) ? {} : { decline: LIVE_CARD });
  const isRefused = behaviour.decline?.code === "incorrect_cvc";
  return {
    brand: brandOf(number),
    last4: number.slice(-4),
    expMonth,
    expYear,
    behaviour,
    country: countryOf(number),
    funding: FUNDING[number] ?? "credit",
    ...(hasCvc ? { cvcCheck: isRefused ? "fail" : "pass" } : {}),
  };
}

/** The card behind a well-known id such as `pm_card_visa`; undefined when there is none. */
export function wellKnownCard(id: string, expYear: number): Card | undefined {
  const number = WELL_KNOWN[id] ?? countryCard(id);
  return number === undefined ? undefined : cardOf(number, { expMonth: 12, expYear, hasCvc: true });
}

/** The check digit of ISO/IEC 7812-1, annex B, and a length that cards have. */
export function isCardNumber(number: string): boolean {
  if (!/^\d{12,19}$/.test(number)) return false;
  const sum = number
    .split("")
    .reverse()
    .reduce((total, digit, i) => {
      const doubled = Number(digit) * (i % 2 === 0 ? 1 : 2);
      return total + (doubled > 9 ? doubled - 9 : doubled);
    }, 0);
  return sum % 10 === 0;
}

export function brandOf(number: string): string {
  if (number.startsWith("4")) return "visa";
  if (/^3[47]/.test(number)) return "amex";
  if (/^(5[1-5]|2[2-7])/.test(number)) return "mastercard";
  if (/^6(011|5)/.test(number)) return "discover";
  if (/^3(0|6|8)/.test(number)) return "diners";
  if (number.startsWith("62")) return "unionpay";
  return number.startsWith("35") ? "jcb" : "unknown";
}

function declined(declineCode: string, message = "Your card was declined."): CardDecline {
  return { code: "card_declined", declineCode, message };
}

const INSUFFICIENT = declined("insufficient_funds", "Your card has insufficient funds.");
const LIVE_CARD = declined(
  "test_mode_live_card",
  "Your card was declined. Your request was in test mode, but used a non test card.",
);

const WRONG_CVC: CardDecline = { code: "incorrect_cvc", message: "Your card's security code is incorrect." };
const PROCESSING_ERROR: CardDecline = {
  code: "processing_error",
  message: "An error occurred while processing your card. Try again in a little bit.",
};

const NUMBERS: Readonly<Record<string, CardBehaviour>> = {
  "4242424242424242": {},
  "4000056655665556": {},
  "5555555555554444": {},
  "2223003122003222": {},
  "378282246310005": {},
  "6011111111111117": {},
  "3566002020360505": {},
  "5200828282828210": {},
  "5105105105105100": {},
  "3056930009020004": {},
  "6200000000000005": {},
  "4000000000000077": { isAvailableAtOnce: true },
  "4000003720000278": { isAvailableAtOnce: true },
  "4000000000005126": { refund: "fails" },
  "4000000000007726": { refund: "pends" },
  "4000000000009235": { risk: "elevated" },
  "4000000000004954": { risk: "highest", decline: declined("fraudulent") },
  "4100000000000019": { risk: "highest", decline: declined("fraudulent") },
  "4000000000002685": { dispute: "chargeback", disputeReason: "product_not_received" },
  "4000000000000259": { dispute: "chargeback" },
  "4000000000001976": { dispute: "inquiry" },
  "4000000000000002": { decline: declined("generic_decline") },
  "4000000000009995": { decline: INSUFFICIENT },
  "4000000000009987": { decline: declined("lost_card") },
  "4000000000009979": { decline: declined("stolen_card") },
  "4000000000006975": { decline: declined("card_velocity_exceeded") },
  "4000000000000101": { decline: WRONG_CVC },
  "4000000000000069": { decline: { code: "expired_card", message: "Your card has expired." } },
  "4000000000000127": { decline: WRONG_CVC },
  "4000000000000119": { decline: PROCESSING_ERROR },
  "4000002500003155": { challenge: true },
  "4000002760003184": { challenge: true },
  "4000008260003178": { challenge: true, decline: INSUFFICIENT },
  "4000000000003220": { challenge: true },
  "4000000000003055": {},
  "4000008400001629": { challenge: true, decline: declined("generic_decline") },
  "4000008400001280": { challenge: true, decline: PROCESSING_ERROR },
};

const FUNDING: Readonly<Record<string, Card["funding"]>> = {
  "4000056655665556": "debit",
  "5200828282828210": "debit",
  "5105105105105100": "prepaid",
};

const WELL_KNOWN: Readonly<Record<string, string>> = {
  pm_card_visa: "4242424242424242",
  pm_card_visa_debit: "4000056655665556",
  pm_card_mastercard: "5555555555554444",
  pm_card_amex: "378282246310005",
  pm_card_discover: "6011111111111117",
  pm_card_jcb: "3566002020360505",
  pm_card_us: "4242424242424242",
  pm_card_mastercard_debit: "5200828282828210",
  pm_card_mastercard_prepaid: "5105105105105100",
  pm_card_diners: "3056930009020004",
  pm_card_unionpay: "6200000000000005",
  pm_card_bypassPending: "4000000000000077",
  pm_card_bypassPendingInternational: "4000003720000278",
  pm_card_refundFail: "4000000000005126",
  pm_card_pendingRefund: "4000000000007726",
  pm_card_riskLevelElevated: "4000000000009235",
  pm_card_riskLevelHighest: "4000000000004954",
  pm_card_radarBlock: "4100000000000019",
  pm_card_chargeDeclinedFraudulent: "4100000000000019",
  pm_card_cvcCheckFail: "4000000000000101",
  pm_card_createDisputeProductNotReceived: "4000000000002685",
  pm_card_createDispute: "4000000000000259",
  pm_card_createDisputeInquiry: "4000000000001976",
  pm_card_chargeDeclined: "4000000000000002",
  pm_card_visa_chargeDeclined: "4000000000000002",
  pm_card_chargeDeclinedInsufficientFunds: "4000000000009995",
  pm_card_visa_chargeDeclinedInsufficientFunds: "4000000000009995",
  pm_card_chargeDeclinedLostCard: "4000000000009987",
  pm_card_chargeDeclinedStolenCard: "4000000000009979",
  pm_card_chargeDeclinedExpiredCard: "4000000000000069",
  pm_card_chargeDeclinedIncorrectCvc: "4000000000000127",
  pm_card_chargeDeclinedProcessingError: "4000000000000119",
  pm_card_visa_chargeDeclinedLostCard: "4000000000009987",
  pm_card_visa_chargeDeclinedStolenCard: "4000000000009979",
  pm_card_visa_chargeDeclinedVelocityLimitExceeded: "4000000000006975",
  pm_card_threeDSecure2Required: "4000000000003220",
  pm_card_threeDSecureOptional: "4000000000003055",
  pm_card_threeDSecureRequiredChargeDeclined: "4000008400001629",
  pm_card_threeDSecureRequiredProcessingError: "4000008400001280",
  pm_card_authenticationRequired: "4000002760003184",
  pm_card_authenticationRequiredOnSetup: "4000002500003155",
  pm_card_authenticationRequiredChargeDeclinedInsufficientFunds: "4000008260003178",
};
