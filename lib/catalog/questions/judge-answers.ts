import { answerKey, askedQuestions } from "./asked-questions.ts";
import { type AnswerProblem, judgeAnswer } from "./judge-answer.ts";
import type { GivenAnswer, Question } from "./question-contract.ts";

/** What a buyer answered, with the question as it was asked. */
export type KeptAnswer = {
  seatId: number | null;
  questionId: string;
  kind: Question["kind"];
  label: string;
  answers: string[];
};

/** `given` is the place of the answer among those that were given; undefined where there is none. */
export type WrongAnswer = {
  questionId: string;
  seatId: number | null;
  problem: AnswerProblem;
  limit?: number;
  given?: number;
};

/**
 * Judges the answers of a buyer of these seats: every question that is asked (asked-questions.ts), and no other. An answer to a question
 * that another answer took away is left out. Answers what is kept, in the order of the questions, or everything that is wrong.
 */
export function judgeAnswers(
  questions: readonly Question[],
  seatIds: readonly number[],
  given: readonly GivenAnswer[],
): { ok: true; kept: KeptAnswer[] } | { ok: false; wrong: WrongAnswer[] } {
  const wrong = misplaced(questions, seatIds, given);
  const kept: KeptAnswer[] = [];
  for (const { question, seatId } of askedQuestions(questions, seatIds, given)) {
    const place = given.findIndex((each) => each.question_id === question.id && each.seat_id === seatId);
    const judged = judgeAnswer(question, given[place]?.answer);
    const { id: questionId, kind, label } = question;
    if (!judged.ok) {
      const { ok: _, ...what } = judged;
      wrong.push({ questionId, seatId, ...what, ...(place < 0 ? {} : { given: place }) });
    } else if (judged.kept.length > 0) kept.push({ seatId, questionId, kind, label, answers: judged.kept });
  }
  return wrong.length > 0 ? { ok: false, wrong } : { ok: true, kept };
}

/** Answers to what nobody asks of these seats, and second answers. */
function misplaced(
  questions: readonly Question[],
  seatIds: readonly number[],
  given: readonly GivenAnswer[],
): WrongAnswer[] {
  const keys = given.map((each) => answerKey(each.question_id, each.seat_id));
  return given.flatMap(({ question_id: questionId, seat_id: seatId }, i): WrongAnswer[] => {
    const question = questions.find(({ id }) => id === questionId);
    const isPlaced =
      seatId === null ? question?.for === "order" : question?.for === "ticket" && seatIds.includes(seatId);
    const [key = ""] = keys.slice(i, i + 1);
    if (!isPlaced) return [{ questionId, seatId, problem: "unknown", given: i }];
    return keys.indexOf(key) < i ? [{ questionId, seatId, problem: "twice", given: i }] : [];
  });
}
