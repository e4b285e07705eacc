import { countryName } from "#lib/platform/country-name";

/** An answer as it is kept: the kind of its question on the wire, and one text, or each choice of several. */
export type AnswerGiven = { kind: string; answers: readonly string[] };

/** An answer as people read it; `yesNo` are the words for yes and no in the language. Browser-safe. */
export function answerWords(
  { kind, answers }: AnswerGiven,
  { locale, yesNo }: { locale: string; yesNo: { yes: string; no: string } },
): string {
  const [first = ""] = answers;
  if (kind === "yes_no") return first === "yes" ? yesNo.yes : yesNo.no;
  if (kind === "country") return countryName(first, locale);
  return answers.join(", ");
}
