import { hasChoices, judgeQuestions, type QuestionProblem } from "#lib/catalog/questions/judge-questions";
import { LABEL_MAX, type Question } from "#lib/catalog/questions/question-contract";

/** A question as its form holds it: choices as they are typed, one a line. Pure. */
export type QuestionDraft = Omit<Question, "choices"> & { choicesText: string };

/** What is wrong with fields by their paths on the wire: a key of `question-editor.problems`. */
export type Wrong = Readonly<Record<string, QuestionProblem["problem"] | "label_missing" | "choice_long">>;

export const CHOICE_LENGTH_MAX = 100;

export function draftOf({ choices, ...question }: Question): QuestionDraft {
  return { ...question, choicesText: choices.join("\n") };
}

/** A new question; its id is there from the first moment, so that others can depend on it. */
export function newDraft(id: string): QuestionDraft {
  return {
    ...{ id, kind: "short_text", label: "", help: "", required: false, for: "order" },
    ...{ choicesText: "", depends_on: null },
  };
}

export function readQuestion({ choicesText, ...draft }: QuestionDraft): Question {
  const lines = choicesText.split("\n").map((line) => line.trim());
  return {
    ...draft,
    label: draft.label.trim(),
    choices: hasChoices(draft.kind) ? lines.filter((line) => line !== "") : [],
  };
}

/** What the server would say of the questions, beside each field. */
export function wrongIn(questions: readonly Question[]): Wrong {
  const named = questions.flatMap(({ label }, i) =>
    label === "" || label.length > LABEL_MAX ? [[`questions.${i}.label`, "label_missing"]] : [],
  );
  const long = questions.flatMap(({ choices }, i) =>
    choices.some((choice) => choice.length > CHOICE_LENGTH_MAX) ? [[`questions.${i}.choices`, "choice_long"]] : [],
  );
  return Object.fromEntries([
    ...judgeQuestions(questions).map(({ path, problem }) => [path, problem]),
    ...named,
    ...long,
  ]);
}

/** The list without a question; those that depended on it are asked always. */
export function without(drafts: readonly QuestionDraft[], id: string): QuestionDraft[] {
  return drafts
    .filter((draft) => draft.id !== id)
    .map((draft) => (draft.depends_on?.question_id === id ? { ...draft, depends_on: null } : draft));
}

/** The list with a question one place up or down. */
export function moved(drafts: readonly QuestionDraft[], id: string, step: -1 | 1): QuestionDraft[] {
  const from = drafts.findIndex((draft) => draft.id === id);
  const [draft, to] = [drafts[from], from + step];
  if (!draft || to < 0 || to >= drafts.length) return [...drafts];
  return drafts.toSpliced(from, 1).toSpliced(to, 0, draft);
}
