/** Stripe's published test cards and test payment methods, by what happens when they are charged. */
export type CardBehaviour = {
  readonly challenge?: true;
  readonly decline?: CardDecline;
  /** The buyer's bank takes it back once it is captured; an inquiry moves no money yet. */
  readonly dispute?: "chargeback" | "inquiry";
};

export type CardDecline = { readonly code: string; readonly declineCode?: string; readonly message: string };

export type Card = {
  readonly brand: string;
  readonly last4: string;
  readonly expMonth: number;
  readonly expYear: number;
  readonly behaviour: CardBehaviour;
};

/** How a card number behaves. Numbers that are no test card are declined, as in Stripe's test mode. */
export function behaviourOf(number: string): CardBehaviour {
  return NUMBERS[number] ?? { decline: LIVE_CARD };
}

/** The card behind a well-known id such as `pm_card_visa`; undefined when there is none. */
export function wellKnownCard(id: string, expYear: number): Card | undefined {
  const number = WELL_KNOWN[id];
  if (number === undefined) return undefined;
  return { brand: brandOf(number), last4: number.slice(-4), expMonth: 12, expYear, behaviour: behaviourOf(number) };
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

const NUMBERS: Readonly<Record<string, CardBehaviour>> = {
  "4242424242424242": {},
  "4000056655665556": {},
  "5555555555554444": {},
  "2223003122003222": {},
  "378282246310005": {},
  "6011111111111117": {},
  "3566002020360505": {},
  "4000000000000259": { dispute: "chargeback" },
  "4000000000001976": { dispute: "inquiry" },
  "4000000000000002": { decline: declined("generic_decline") },
  "4000000000009995": { decline: INSUFFICIENT },
  "4000000000009987": { decline: declined("lost_card") },
  "4000000000009979": { decline: declined("stolen_card") },
  "4000000000000069": { decline: { code: "expired_card", message: "Your card has expired." } },
  "4000000000000127": { decline: { code: "incorrect_cvc", message: "Your card's security code is incorrect." } },
  "4000000000000119": {
    decline: {
      code: "processing_error",
      message: "An error occurred while processing your card. Try again in a little bit.",
    },
  },
  "4000002500003155": { challenge: true },
  "4000002760003184": { challenge: true },
  "4000008260003178": { challenge: true, decline: INSUFFICIENT },
};

const WELL_KNOWN: Readonly<Record<string, string>> = {
  pm_card_visa: "4242424242424242",
  pm_card_visa_debit: "4000056655665556",
  pm_card_mastercard: "5555555555554444",
  pm_card_amex: "378282246310005",
  pm_card_discover: "6011111111111117",
  pm_card_jcb: "3566002020360505",
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
  pm_card_authenticationRequired: "4000002760003184",
  pm_card_authenticationRequiredOnSetup: "4000002500003155",
  pm_card_authenticationRequiredChargeDeclinedInsufficientFunds: "4000008260003178",
};
