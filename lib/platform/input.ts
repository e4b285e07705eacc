import { z } from "zod";
import { cleanParagraphs, cleanText, hasControls } from "./clean-text.ts";
import { toMailAddress } from "./mail-address.ts";

/** Building blocks of contracts: what a text, an id or a number from outside may be. Browser-safe. */

/** Text for people, one line: normalized by `cleanText`, at most `max` characters. Control characters (PostgreSQL refuses NUL) are refused. */
export function text(max: number) {
  return uncontrolled().overwrite(cleanText).max(max);
}

/**
 * Text of a machine in printable ASCII, in which each blank counts; only line breaks and tabs at its ends, which scanners add, are cut.
 * Other text is normalized by `cleanText`.
 */
export function exactText(max: number) {
  return uncontrolled().overwrite(exactly).max(max);
}

function exactly(value: string): string {
  const scanned = value.replace(/^[\t\r\n]+|[\t\r\n]+$/g, "");
  return /^[\x20-\x7e]*$/.test(scanned) ? scanned : cleanText(value);
}

/** The same as `text`, of several lines. */
export function paragraphs(max: number) {
  return uncontrolled().overwrite(cleanParagraphs).max(max);
}

function uncontrolled() {
  return z.string().refine((value) => !hasControls(value), "must not contain control characters");
}

/** A mail address, in the form that is stored (see mail-address.ts). */
export const email = text(254)
  .transform((value, { addIssue }) => {
    const address = toMailAddress(value);
    if (address === undefined) addIssue({ code: "custom", message: "must be a mail address" });
    return address ?? z.NEVER;
  })
  .meta({ format: "email" });

/** A PostgreSQL `integer` that counts from one. */
export const positiveInt = z.int().min(1).max(2_147_483_647);

/** The same, out of a path or query. */
export const positiveIntText = z
  .string()
  .regex(/^[1-9]\d{0,9}$/, "must be a positive whole number")
  .transform(Number)
  .pipe(positiveInt);

export const uuid = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i, "must be a UUID")
  .transform((value) => value.toLowerCase())
  .meta({ format: "uuid" });

/** Whether 13 to 19 digits, with blanks or dashes between, stand in the text that end as a card number does (Luhn, ISO/IEC 7812-1). */
export function hasCardNumber(value: string): boolean {
  const candidates = value.match(/\d(?:[ -]?\d){12,18}/g) ?? [];
  return candidates.some((candidate) => {
    const digits = [...candidate.replace(/\D/g, "")].map(Number).reverse();
    const sum = digits.reduce(
      (total, digit, i) => total + (i % 2 === 0 ? digit : digit < 5 ? digit * 2 : digit * 2 - 9),
      0,
    );
    return sum % 10 === 0;
  });
}

/**
 * Whether a card number stands in the place of a phone number. One that begins with + or 0 is dialled: every tenth of those passes for a card by
 * its digits.
 */
export function isCardAsPhone(value: string): boolean {
  const digits = value.replace(/\D/g, "");
  return !value.startsWith("+") && !digits.startsWith("0") && hasCardNumber(digits);
}

/** A text that a buyer types while paying: a card number in the wrong field is refused and kept nowhere. */
export const typedText = (max: number) =>
  text(max).refine((value) => !hasCardNumber(value), "must not be a card number");

/** The page of a list, counted from 1, and how many it shows: fields of a query. */
export const pageFields = {
  page: positiveIntText.pipe(z.int().min(1).max(10_000)).optional(),
  limit: positiveIntText.pipe(z.int().min(1).max(100)).optional(),
};
