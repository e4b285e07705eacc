import type { Transaction } from "#lib/platform/db/transaction";
import { uuidv7 } from "#lib/platform/ids";
import type { EventCopy } from "../copied-rules.ts";
import { findQuestions, rowOf } from "./question-store.ts";

/** Copies the questions of an event to its copy, where they depend on each other as they do. */
export async function copyQuestions(tx: Transaction, { fromId, toId }: EventCopy): Promise<void> {
  const { revision, updatedBy, questions } = await findQuestions(fromId, tx);
  if (revision === 0 || questions.length === 0) return;
  const newIds = new Map(questions.map(({ id }) => [id, uuidv7()]));
  const renamed = questions.map((question) => ({
    ...question,
    id: newIds.get(question.id) ?? uuidv7(),
    depends_on: question.depends_on && {
      ...question.depends_on,
      question_id: newIds.get(question.depends_on.question_id) ?? question.depends_on.question_id,
    },
  }));
  await tx.questionList.create({ data: { eventId: toId, updatedBy } });
  await tx.question.createMany({ data: renamed.map((question, place) => rowOf(question, { eventId: toId, place })) });
}
