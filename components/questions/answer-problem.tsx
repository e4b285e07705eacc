import { useTranslations } from "next-intl";
import type { AnswerProblem } from "#lib/catalog/questions/judge-answer";

/** The sentence for what is wrong with an answer; none where nothing is. */
export function useAnswerProblem(): (
  found: { problem: AnswerProblem | "age_unconfirmed" | "name_missing"; limit?: number } | undefined,
) => string | undefined {
  const t = useTranslations("questions.problems");
  return (found) => found && t(found.problem, { limit: found.limit ?? 0 });
}
