import { appendAudit } from "#lib/audit/append-audit";
import type { Staff } from "#lib/organizations/authority";
import { eventDb } from "#lib/platform/db/db";
import { inTransaction, type Transaction } from "#lib/platform/db/transaction";
import type { Prisma } from "#prisma/generated/client";
import { lockEvent, touchEvent } from "../event-fragments.ts";
import type { Question } from "./question-contract.ts";

/** The questions of an event as they are stored; revision 0 where there were never any. `updatedBy`: the account that saved them last. */
export type StoredQuestions = { revision: number; updatedBy: string | null; questions: Question[] };

export async function findQuestions(eventId: number, tx: Transaction = eventDb(eventId)): Promise<StoredQuestions> {
  const head = await tx.questionList.findUnique({ where: { eventId } });
  if (!head) return { revision: 0, updatedBy: null, questions: [] };
  const rows = await tx.question.findMany({ where: { eventId }, orderBy: { place: "asc" } });
  return { revision: head.revision, updatedBy: head.updatedBy, questions: rows.map(asQuestion) };
}

/** Replaces the questions of an event behind the lock of the event; false, and nothing written, when their revision is another by now. */
export async function claimQuestions(
  eventId: number,
  { revision, person, questions }: { revision: number; person: Staff; questions: readonly Question[] },
): Promise<boolean> {
  return inTransaction(eventDb(eventId), async (tx) => {
    const now = await lockEvent(tx, eventId);
    const head = await tx.questionList.findUnique({ where: { eventId } });
    if (!now || (head?.revision ?? 0) !== revision) return false;
    const headRow = { revision: revision + 1, updatedAt: now, updatedBy: person.userId ?? null };
    await tx.questionList.upsert({ where: { eventId }, create: { eventId, ...headRow }, update: headRow });
    await tx.question.deleteMany({ where: { eventId } });
    await tx.question.createMany({ data: questions.map((question, place) => rowOf(question, { eventId, place })) });
    await touchEvent(tx, eventId, now);
    await appendAudit(tx, {
      ...{ actor: person.keys[0] ?? "stranger", action: "event.set_questions", subject: String(eventId) },
      ...{ outcome: "ok", eventId, detail: { revision: revision + 1, questions: questions.length } },
    });
    return true;
  });
}

function asQuestion(row: Prisma.QuestionGetPayload<object>): Question {
  const { id, kind, label, help, isRequired, askedFor, choices, dependsOn, dependsOnAnswer } = row;
  return {
    ...{ id, kind: small(kind), label, help, required: isRequired, for: small(askedFor), choices },
    depends_on: dependsOn === null ? null : { question_id: dependsOn, answer: dependsOnAnswer ?? "" },
  };
}

/** A question as its row at this place of an event. */
export function rowOf(
  { id, kind, label, help, required, for: askedFor, choices, depends_on: needed }: Question,
  at: { eventId: number; place: number },
): Prisma.QuestionCreateManyInput {
  return {
    ...at,
    ...{ id, kind: large(kind), label, help, isRequired: required, askedFor: large(askedFor), choices },
    ...{ dependsOn: needed?.question_id ?? null, dependsOnAnswer: needed?.answer ?? null },
  };
}

const small = <Word extends string>(word: Word) => word.toLowerCase() as Lowercase<Word>;
const large = <Word extends string>(word: Word) => word.toUpperCase() as Uppercase<Word>;
