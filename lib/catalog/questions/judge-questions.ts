import { lookAlikeKey } from "#lib/platform/look-alike-key";
import type { Question } from "./question-contract.ts";

/** What can be wrong with questions beyond their shape; the pages have a sentence for each in every language. */
export const QUESTION_PROBLEMS = [
  "id_twice",
  "label_twice",
  "choices_few",
  "choices_unused",
  "choice_twice",
  "depends_unknown",
  "depends_circle",
  "depends_later",
  "depends_ticket",
  "depends_kind",
  "depends_answer",
] as const;

/** `path` names the field on the wire, as `questions.0.label`. */
export type QuestionProblem = { path: string; problem: (typeof QUESTION_PROBLEMS)[number]; message: string };

const MESSAGES: Record<QuestionProblem["problem"], string> = {
  id_twice: "another question has this id",
  label_twice: "another question reads the same",
  choices_few: "must have at least two choices",
  choices_unused: "must be empty: this kind of question has no choices",
  choice_twice: "is there twice",
  depends_unknown: "the event has no such question",
  depends_circle: "depends on itself in a circle, so it would never be asked",
  depends_later: "must stand before the question that depends on it",
  depends_ticket: "is asked for each ticket; a question for the order depends on questions for the order alone",
  depends_kind: "must be a question with choices, or one that is answered by yes or no",
  depends_answer: "is no answer of that question",
};

/** What is wrong with the questions of an event, each beside its field; empty when they can be saved. */
export function judgeQuestions(questions: readonly Question[]): QuestionProblem[] {
  return [
    ...repeated(questions.map(({ id }) => id)).map((i) => problemAt(`questions.${i}.id`, "id_twice")),
    ...repeated(questions.map(({ label }) => sameWords(label))).map((i) =>
      problemAt(`questions.${i}.label`, "label_twice"),
    ),
    ...questions.flatMap((question, i) => choiceProblems(`questions.${i}.choices`, question)),
    ...questions.flatMap((question, i) => dependencyProblems(questions, question, i)),
  ];
}

/** The answers of a question on which others can depend: none where people write what they like. */
export function fixedAnswers({ kind, choices }: Pick<Question, "kind" | "choices">): readonly string[] {
  if (kind === "yes_no") return ["yes", "no"];
  return hasChoices(kind) ? choices : [];
}

export function hasChoices(kind: Question["kind"]): boolean {
  return kind === "one_choice" || kind === "several_choices";
}

/** The questions on which the one at `place` may depend: those before it with fixed answers that are asked as widely. */
export function possibleDependencies<Of extends Pick<Question, "kind" | "choices" | "for">>(
  questions: readonly Of[],
  place: number,
): Of[] {
  const isForOrder = questions[place]?.for === "order";
  return questions
    .slice(0, place)
    .filter((other) => fixedAnswers(other).length > 0 && !(isForOrder && other.for === "ticket"));
}

function problemAt(path: string, problem: QuestionProblem["problem"]): QuestionProblem {
  return { path, problem, message: MESSAGES[problem] };
}

function choiceProblems(path: string, { kind, choices }: Question): QuestionProblem[] {
  if (!hasChoices(kind)) return choices.length > 0 ? [problemAt(path, "choices_unused")] : [];
  const twice = repeated(choices.map(sameWords)).map((i) => problemAt(`${path}.${i}`, "choice_twice"));
  return choices.length < 2 ? [problemAt(path, "choices_few"), ...twice] : twice;
}

function dependencyProblems(questions: readonly Question[], question: Question, place: number): QuestionProblem[] {
  const { depends_on: needed } = question;
  if (!needed) return [];
  const path = `questions.${place}.depends_on`;
  const otherPlace = questions.findIndex(({ id }) => id === needed.question_id);
  const other = questions[otherPlace];
  if (!other) return [problemAt(`${path}.question_id`, "depends_unknown")];
  if (isInCircle(questions, question)) return [problemAt(`${path}.question_id`, "depends_circle")];
  if (otherPlace > place) return [problemAt(`${path}.question_id`, "depends_later")];
  if (question.for === "order" && other.for === "ticket") return [problemAt(`${path}.question_id`, "depends_ticket")];
  const answers = fixedAnswers(other);
  if (answers.length === 0) return [problemAt(`${path}.question_id`, "depends_kind")];
  return answers.includes(needed.answer) ? [] : [problemAt(`${path}.answer`, "depends_answer")];
}

/** Whether following the dependencies leads back to the question. */
function isInCircle(questions: readonly Question[], start: Question): boolean {
  const byId = new Map(questions.map((each) => [each.id, each]));
  let next = start;
  for (let steps = 0; steps < questions.length; steps++) {
    const needed = next.depends_on && byId.get(next.depends_on.question_id);
    if (!needed) return false;
    if (needed.id === start.id) return true;
    next = needed;
  }
  return false;
}

/** The places of those that stand in the list before. */
function repeated(keys: readonly string[]): number[] {
  return keys.flatMap((key, i) => (keys.indexOf(key) < i ? [i] : []));
}

/** Two texts that look alike cannot be told apart where one is chosen, or read in a column of a table. */
const sameWords = (text: string) => lookAlikeKey(text.toLowerCase());
