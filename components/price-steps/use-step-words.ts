import { useLocale, useTranslations } from "next-intl";
import { formatMoney, toMinor } from "#lib/platform/money";
import type { StepWrong } from "./step-draft.ts";

/** The sentence of what is wrong with a field, by its path. */
export function useStepWords(wrong: StepWrong, currency: string): (path: string) => string | undefined {
  const t = useTranslations("price-steps.problems");
  const moments = useTranslations("event-form.problems.moment");
  const locale = useLocale();
  return (path) => {
    const word = wrong[path];
    if (!word) return undefined;
    if ("moment" in word) return moments(word.moment);
    const limit = word.limit === undefined ? "" : formatMoney(toMinor(word.limit, currency) ?? 0, currency, locale);
    return t(word.problem, { limit });
  };
}
