/**
 * What a person types into a card form, made readable and checked before anything is sent. Pure and browser-safe. The
 * form is that of the payment simulator; with a real gateway the fields are the gateway's own.
 */
export type CardInput = { number: string; expiry: string; cvc: string };
export type CardField = keyof CardInput;
export type CardProblem =
  | "numberMissing"
  | "numberWrong"
  | "expiryMissing"
  | "expiryWrong"
  | "expired"
  | "cvcMissing"
  | "cvcWrong";

const DIGITS_MAX = 19;

/** Groups of four, as on the card; American Express groups 4-6-5. Everything but digits is dropped. */
export function formatCardNumber(typed: string): string {
  const digits = digitsOf(typed).slice(0, DIGITS_MAX);
  const groups = isAmex(digits)
    ? [digits.slice(0, 4), digits.slice(4, 10), digits.slice(10, 15)]
    : (digits.match(/.{1,4}/g) ?? []);
  return groups.filter(Boolean).join(" ");
}

/** `MM / YY` while it is typed: `9` becomes `09 / `, deleting through the slash works. */
export function formatExpiry(typed: string, before: string): string {
  let digits = digitsOf(typed).slice(0, 4);
  const isDeleting = typed.length < before.length;
  if (isDeleting) return digits.length > 2 ? `${digits.slice(0, 2)} / ${digits.slice(2)}` : digits;
  if (/^[2-9]/.test(digits)) digits = `0${digits}`.slice(0, 4);
  return digits.length >= 2 ? `${digits.slice(0, 2)} / ${digits.slice(2)}` : digits;
}

/** The problem of each invalid field. `now` decides whether a card has expired. */
export function checkCard({ number, expiry, cvc }: CardInput, now: Date): Partial<Record<CardField, CardProblem>> {
  const problems: Partial<Record<CardField, CardProblem>> = {};
  const digits = digitsOf(number);
  if (digits === "") problems.number = "numberMissing";
  else if (digits.length < 12 || digits.length > DIGITS_MAX || !passesLuhn(digits)) problems.number = "numberWrong";
  const parsed = parseExpiry(expiry);
  if (digitsOf(expiry) === "") problems.expiry = "expiryMissing";
  else if (!parsed) problems.expiry = "expiryWrong";
  // A card is good through the last day of its month.
  else if (new Date(parsed.year, parsed.month, 1) <= now) problems.expiry = "expired";
  else if (parsed.year > now.getFullYear() + 30) problems.expiry = "expiryWrong";
  if (cvc === "") problems.cvc = "cvcMissing";
  else if (!new RegExp(`^\\d{${isAmex(digits) ? 4 : 3}}$`).test(cvc)) problems.cvc = "cvcWrong";
  return problems;
}

/** Month 1–12 and the year in full, or undefined. */
export function parseExpiry(expiry: string): { month: number; year: number } | undefined {
  const match = /^(\d{2})\s*\/?\s*(\d{2})$/.exec(expiry.trim());
  const month = Number(match?.[1]);
  return match && month >= 1 && month <= 12 ? { month, year: 2000 + Number(match[2]) } : undefined;
}

/** The check digit of ISO/IEC 7812: doubles every second digit from the right, and the sum ends in 0. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return digits.length > 0 && sum % 10 === 0;
}

export function digitsOf(text: string): string {
  return text.replace(/\D/g, "");
}

export function isAmex(digits: string): boolean {
  return /^3[47]/.test(digits);
}
