/**
 * The currencies that Fairseat knows, shipped with the product. The runtimes disagree about digits (Node 24 writes HUF, COP and
 * IDR with none, Chromium 156 writes RSD with none, ISO 4217 has two for each), so server, browser, mails and the payment simulator
 * read them here and nowhere else. Browser-safe.
 *
 * Digits: ISO 4217, list one of 2026-01-01 (SIX, the maintenance agency), without funds, metals and units of account.
 */
const BY_EXPONENT: Readonly<Record<number, string>> = {
  0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF",
  2: `AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK
    DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD
    KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP
    PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH
    USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG`,
  3: "BHD IQD JOD KWD LYD OMR TND",
};

/** Withdrawn currencies, two digits each. Old orders are read in them; nothing is priced in them any more. */
const WITHDRAWN = "ANG BGN CUC HRK SLL ZWL";

const words = (text: string) => text.split(/\s+/);

const exponents = new Map<string, number>([
  ...words(WITHDRAWN).map((code) => [code, 2] as const),
  ...Object.entries(BY_EXPONENT).flatMap(([digits, codes]) =>
    words(codes).map((code) => [code, Number(digits)] as const),
  ),
]);

/** The currencies in which something may be priced, by code. */
export const CURRENCIES: ReadonlySet<string> = new Set(Object.values(BY_EXPONENT).flatMap(words));

/** Every code whose digits are known, withdrawn ones included. */
export const KNOWN_CURRENCIES: ReadonlySet<string> = new Set(exponents.keys());

/** Digits after the decimal point of a currency, as ISO 4217 has them. Throws a `RangeError` for a code that is none. */
export function currencyExponent(code: string): number {
  const exponent = exponents.get(code);
  if (exponent === undefined) throw new RangeError(`${code} is no currency of the table`);
  return exponent;
}

/**
 * How a gateway counts and bounds amounts of a currency, all in its own units: digits, the step between two amounts, the
 * smallest and the largest charge.
 */
export type GatewayTerms = { exponent: number; step: number; minimum: number; maximum: number };

/**
 * Stripe's terms of a currency (ISO code); undefined where it takes none. Source: docs.stripe.com/currencies, read in November 2026.
 *
 * - Codes: the list in the API's own answer to an unknown currency, without those that ISO 4217 has withdrawn.
 * - Digits: "zero-decimal", "three-decimal" (amounts end in 0) and "special cases": ISK and UGX have no decimals any more and are still
 *   written with two, which must be 00. HUF and TWD are whole numbers in payouts only; charges have two decimals.
 * - Minimum: "minimum charge amount by currency". Stripe names none for the others; taken is half a major unit, 50 where there are no
 *   decimals, which is what it names for most. Stripe asks besides for the equivalent of the minimum in the account's own
 *   currency, which only its answer to a charge can tell.
 * - Maximum: the digits that hold for every payment method, since the buyer chooses it after the price is set. Cards alone
 *   may go to 12 digits, American Express to 9.
 */
export function stripeTerms(code: string): GatewayTerms | undefined {
  if (!STRIPE.has(code)) return undefined;
  const exponent = stripeExponent(code);
  const isWhole = currencyExponent(code) === 0 && exponent === 2;
  return {
    exponent,
    step: exponent === 3 ? 10 : isWhole ? 100 : 1,
    minimum: STRIPE_MINIMUMS[code] ?? Math.ceil((currencyExponent(code) === 0 ? 50 : 0.5) * 10 ** exponent),
    maximum: 10 ** (STRIPE_DIGITS[code] ?? 8) - 1,
  };
}

function stripeExponent(code: string): number {
  if (STRIPE_ZERO_DECIMAL.has(code)) return 0;
  return STRIPE_THREE_DECIMAL.has(code) ? 3 : 2;
}

const STRIPE_ZERO_DECIMAL = new Set(words("BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF"));
const STRIPE_THREE_DECIMAL = new Set(words("BHD JOD KWD OMR TND"));
const STRIPE = new Set(
  words(`USD AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CVE
    CZK DJF DKK DOP DZD EGP ETB EUR FJD FKP GBP GEL GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR ISK JMD JOD JPY KES KGS KHR
    KMF KRW KWD KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB
    PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SEK SGD SHP SLE SOS SRD SZL THB TJS TND TOP TRY TTD TWD TZS UAH UGX
    UYU UZS VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW BTN GHS SVC`),
);

/** In Stripe's units. */
const STRIPE_MINIMUMS: Readonly<Record<string, number>> = {
  ...{
    USD: 50,
    AED: 200,
    ARS: 50,
    AUD: 50,
    BRL: 50,
    CAD: 50,
    CHF: 50,
    COP: 50,
    CZK: 1_500,
    DKK: 250,
    EUR: 50,
    GBP: 30,
  },
  ...{
    HKD: 400,
    HUF: 17_500,
    IDR: 50,
    ILS: 50,
    INR: 50,
    JPY: 50,
    KRW: 50,
    MXN: 1_000,
    MYR: 200,
    NOK: 300,
    NZD: 50,
    PHP: 50,
  },
  ...{ PLN: 200, RON: 200, RUB: 50, SEK: 300, SGD: 50, THB: 1_000, ZAR: 50 },
};

const STRIPE_DIGITS: Readonly<Record<string, number>> = { IDR: 12, COP: 10, INR: 9 };
