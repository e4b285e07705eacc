import type { GivenAnswer, Question } from "./question-contract.ts";

/** A question as it is asked: for the order, or for the ticket of one seat. */
export type AskedQuestion<Of extends DependentQuestion = Question> = { question: Of; seatId: number | null };

type DependentQuestion = Pick<Question, "id" | "for" | "depends_on">;

/**
 * The questions that buyers of these seats are asked, given what they answered so far: those for the order, then those for each
 * ticket. A question that depends on an answer is asked where the other question is asked itself and has this answer. Of a list in
 * which each question stands behind the one that it depends on (judge-questions.ts).
 */
export function askedQuestions<Of extends DependentQuestion>(
  questions: readonly Of[],
  seatIds: readonly number[],
  given: readonly GivenAnswer[],
): AskedQuestion<Of>[] {
  // Of two answers to one question, which are refused elsewhere, the first counts here as there.
  const answers = new Map(given.toReversed().map((each) => [answerKey(each.question_id, each.seat_id), each.answer]));
  const live = new Map<string, GivenAnswer["answer"] | undefined>();
  const isAsked = ({ depends_on: needed }: Of, seatId: number | null) => {
    if (!needed) return true;
    const own = answerKey(needed.question_id, seatId);
    const answer = live.has(own) ? live.get(own) : live.get(answerKey(needed.question_id, null));
    return Array.isArray(answer) ? answer.includes(needed.answer) : answer === needed.answer;
  };
  return [null, ...seatIds].flatMap((seatId) =>
    questions.flatMap((question) => {
      if (question.for !== (seatId === null ? "order" : "ticket") || !isAsked(question, seatId)) return [];
      const key = answerKey(question.id, seatId);
      live.set(key, answers.get(key));
      return [{ question, seatId }];
    }),
  );
}

/** Names one question of the order or of a ticket. */
export function answerKey(questionId: string, seatId: number | null): string {
  return seatId === null ? questionId : `${questionId}.${seatId}`;
}
