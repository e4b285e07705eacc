import { describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { copyEventRules } from "#lib/pricing/copy-event-rules";
import { aMember, anEventOnSale, sellerOf } from "#prisma/seed/builders";
import { copyEvent } from "../copy-event.ts";
import { loadBuyerForm } from "./queries.ts";
import type { Question } from "./question-contract.ts";
import { readQuestions } from "./read-questions.ts";
import { replaceQuestions } from "./replace-questions.ts";
import { aQuestion } from "./testing/a-question.ts";

aDatabase();

async function anEvent() {
  const eventId = await anEventOnSale();
  const owner = await aMember(await sellerOf(eventId), "OWNER");
  const replace = (questions: Question[], revision = 0) => replaceQuestions(owner, eventId, { revision, questions });
  return { eventId, owner, replace };
}

const updatedAt = async (id: number) => (await db().event.findUniqueOrThrow({ where: { id } })).updatedAt;
const train = aQuestion();
const shirt = aQuestion({
  ...{ kind: "one_choice", label: "Shirt", help: "They run small.", required: true, for: "ticket" },
  ...{ choices: ["S", "L"], depends_on: { question_id: train.id, answer: "yes" } },
});

describe("the questions of an event", () => {
  test("are read as they were given, in their order, and another order is a change", async () => {
    const { eventId, owner, replace } = await anEvent();
    expect(await readQuestions(owner, eventId)).toEqual({ ok: true, list: { revision: 0, questions: [] } });
    expect(await replace([train, shirt])).toEqual({ ok: true, list: { revision: 1, questions: [train, shirt] } });
    const free = { ...shirt, depends_on: null };
    expect(await replace([free, train], 1)).toEqual({ ok: true, list: { revision: 2, questions: [free, train] } });
    expect(await loadBuyerForm(eventId)).toEqual({
      ...{ revision: 2, questions: [free, train], ticket_names: "off", age_min: null },
    });
  });

  test("raise the event's time of change, so that a sale that is being judged is judged again", async () => {
    const { eventId, replace } = await anEvent();
    const before = await updatedAt(eventId);
    await replace([train]);
    expect((await updatedAt(eventId)).getTime()).toBeGreaterThan(before.getTime());
  });

  test("that go in a circle are refused with each field, and nothing is saved", async () => {
    const { eventId, replace } = await anEvent();
    const before = await updatedAt(eventId);
    const circle = { ...train, depends_on: { question_id: shirt.id, answer: "S" } };
    expect(await replace([circle, shirt])).toMatchObject({
      refusal: { code: "questions_invalid", fields: [{ problem: "depends_circle" }, { problem: "depends_circle" }] },
    });
    expect(await db().questionList.findUnique({ where: { eventId } })).toBeNull();
    expect(await updatedAt(eventId)).toEqual(before);
  });

  test("of two who saved what both had read, the second hears what the first saved and who it was", async () => {
    const { owner, replace } = await anEvent();
    await db().user.update({ where: { id: owner.userId ?? "" }, data: { name: "Ann Organizer" } });
    await replace([train]);
    expect(await replace([])).toEqual({
      ok: false,
      refusal: { code: "question_list_changed", changed_by: "Ann Organizer", revision: 1, questions: [train] },
    });
  });

  test("are changed by those who may write, and each change is in the audit log", async () => {
    const { eventId, replace } = await anEvent();
    const analyst = await aMember(await sellerOf(eventId), "ANALYST");
    const refused = { ok: false, refusal: { code: "forbidden" } };
    expect(await replaceQuestions(analyst, eventId, { revision: 0, questions: [train] })).toEqual(refused);
    await replace([train]);
    expect(await db().auditEntry.findMany({ where: { eventId, action: "event.set_questions" } })).toMatchObject([
      { outcome: "ok", detail: { revision: 1, questions: 1 } },
    ]);
  });

  test("go with a copy of it, where they depend on each other under ids of their own", async () => {
    const { eventId, owner, replace } = await anEvent();
    await replace([train, shirt]);
    const startsAtMs = Date.now() + 90 * 86_400_000;
    const made = await copyEvent(owner, eventId, { startsAtMs, key: "copy", copyRules: copyEventRules });
    if (!made.ok) throw new Error(made.refusal.code);
    const { revision, questions } = await loadBuyerForm(made.id);
    const [first, second] = questions;
    expect([revision, first?.id === train.id]).toEqual([1, false]);
    expect(questions).toEqual([
      { ...train, id: first?.id },
      { ...shirt, id: second?.id, depends_on: { question_id: first?.id, answer: "yes" } },
    ]);
  });
});
