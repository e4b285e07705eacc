import { useTranslations } from "next-intl";
import { ConflictNotice } from "#components/ui/conflict-notice";
import type { TheirQuestion } from "./join-questions.ts";
import type { QuestionsConflict } from "./use-questions-form.ts";

/** Which questions another person changed since the form was opened; where both changed one, either can be kept. */
export function QuestionsConflictNotice(props: {
  conflict: QuestionsConflict;
  onDecide: (question: TheirQuestion, kept: "mine" | "theirs") => void;
}) {
  const t = useTranslations("question-editor");
  const { changedBy, changed } = props.conflict;
  return (
    <ConflictNotice
      title={t("conflict.title", { name: changedBy ?? t("conflict.nobody") })}
      text={t("conflict.text")}
      fields={changed.map((question) => ({
        ...{ key: question.id, label: question.draft.label, lead: t(`conflict.${question.what}`) },
        value: `${question.draft.label} (${t(`kinds.${question.draft.kind}`)})`,
        choices: question.isBoth
          ? [
              { word: t("conflict.keep"), onChoose: () => props.onDecide(question, "mine") },
              { word: t("conflict.take"), onChoose: () => props.onDecide(question, "theirs") },
            ]
          : [],
      }))}
    />
  );
}
