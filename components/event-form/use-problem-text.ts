import { useTranslations } from "next-intl";
import type { ProblemKey } from "./read-draft.ts";

/** The sentence of what is wrong with a field. Keys come from the names of fields; problem-words.test.ts holds them to the texts. */
export function useProblemText(): (key: ProblemKey) => string {
  const t = useTranslations("event-form.problems");
  return (key) => t(key as Parameters<typeof t>[0]);
}
