import { COUNTRIES } from "#lib/platform/country-zones";
import { hasCardNumber, isCardAsPhone } from "#lib/platform/input";
import { toMailAddress } from "#lib/platform/mail-address";
import type { GivenAnswer, Question, QuestionKind } from "./question-contract.ts";

/** What can be wrong with an answer; the pages have a sentence for each in every language. */
export const ANSWER_PROBLEMS = [
  "missing",
  "too_long",
  "card_number",
  "one_only",
  "not_a_choice",
  "not_a_number",
  "not_a_date",
  "not_yes_no",
  "not_an_email",
  "not_a_phone",
  "not_a_country",
  "unknown",
  "twice",
] as const;
export type AnswerProblem = (typeof ANSWER_PROBLEMS)[number];

const LENGTH_MAX: Partial<Record<QuestionKind, number>> = { short_text: 200, long_text: 2_000 };

/** An answer in the form that is kept: one text, or each choice of several; empty where an optional question has none. */
export type JudgedAnswer = { ok: true; kept: string[] } | { ok: false; problem: AnswerProblem; limit?: number };

/** Whether this answers the question. An answer of blanks is none. */
export function judgeAnswer(
  { kind, required, choices }: Pick<Question, "kind" | "required" | "choices">,
  answer: GivenAnswer["answer"] | undefined,
): JudgedAnswer {
  const given = [answer ?? []].flat().map((each) => each.trim());
  const texts = [...new Set(given)].filter((each) => each !== "");
  const [first, ...others] = texts;
  if (first === undefined) return required ? { ok: false, problem: "missing" } : { ok: true, kept: [] };
  if (kind === "several_choices") {
    const isKnown = texts.every((each) => choices.includes(each));
    // Kept in the order of the question, by which equal answers read alike.
    return isKnown
      ? { ok: true, kept: choices.filter((each) => texts.includes(each)) }
      : { ok: false, problem: "not_a_choice" };
  }
  if (others.length > 0) return { ok: false, problem: "one_only" };
  return judgeText(kind, first, choices);
}

function judgeText(
  kind: Exclude<QuestionKind, "several_choices">,
  text: string,
  choices: readonly string[],
): JudgedAnswer {
  const when = (isRight: boolean, problem: AnswerProblem, kept = text): JudgedAnswer =>
    isRight ? { ok: true, kept: [kept] } : { ok: false, problem };
  switch (kind) {
    case "short_text":
    case "long_text": {
      const limit = LENGTH_MAX[kind] ?? 0;
      if (text.length > limit) return { ok: false, problem: "too_long", limit };
      return when(!hasCardNumber(text), "card_number");
    }
    case "one_choice":
      return when(choices.includes(text), "not_a_choice");
    case "number":
      return when(/^-?\d{1,12}([.,]\d{1,6})?$/.test(text), "not_a_number", text.replace(",", "."));
    case "date":
      return when(isDay(text), "not_a_date");
    case "yes_no":
      return when(text === "yes" || text === "no", "not_yes_no");
    case "email": {
      const address = toMailAddress(text);
      return when(address !== undefined, "not_an_email", address);
    }
    case "phone":
      return isCardAsPhone(text) ? when(false, "card_number") : when(isPhone(text), "not_a_phone");
    case "country":
      return when(COUNTRIES.includes(text), "not_a_country");
  }
}

/** At most fifteen digits, as ITU-T E.164 has it, without the zeros that dial abroad. */
function isPhone(text: string): boolean {
  const digits = digitsOf(text).replace(/^00/, "");
  return /^\+?[\d ()./-]{4,30}$/.test(text) && digits.length >= 3 && digits.length <= 15;
}

const digitsOf = (text: string) => text.replace(/\D/g, "");

/** A day of the calendar between 1900 and 2200. */
function isDay(text: string): boolean {
  if (!/^(19|20|21)\d\d-\d\d-\d\d$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
