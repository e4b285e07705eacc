import { describe, expect, test } from "vitest";
import { loadBuyerForm } from "#lib/catalog/questions/queries";
import type { GivenAnswer, Question } from "#lib/catalog/questions/question-contract";
import { replaceQuestions } from "#lib/catalog/questions/replace-questions";
import { aQuestion } from "#lib/catalog/questions/testing/a-question";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { aHeldReservation, aMember, anEventOnSale, aUser, type Held, sellerOf } from "#prisma/seed/builders";
import { booksOf, chargesFor } from "../testing/books.ts";
import { aShop } from "../testing/shop.ts";
import { quoteReservation } from "./quote-order.ts";

aDatabase();
const shop = aShop();

const train = aQuestion({ label: "By train?", required: true });
const shirt = aQuestion({
  ...{ kind: "one_choice", label: "Shirt", for: "ticket", required: true },
  choices: ["S", "L"],
});
const from = aQuestion({
  ...{ kind: "short_text", label: "From where?", required: true },
  depends_on: { question_id: train.id, answer: "yes" },
});

async function anEvent(
  questions: Question[],
  settings: { ticketNames?: "OPTIONAL" | "REQUIRED"; ageMin?: number } = {},
) {
  const eventId = await anEventOnSale();
  const owner = await aMember(await sellerOf(eventId), "OWNER");
  const replace = async (next: Question[]) => {
    const { revision } = await loadBuyerForm(eventId);
    const saved = await replaceQuestions(owner, eventId, { revision, questions: next });
    if (!saved.ok) throw new Error(JSON.stringify(saved.refusal));
  };
  await replace(questions);
  if (Object.keys(settings).length > 0) await db().event.update({ where: { id: eventId }, data: settings });
  return { eventId, replace, held: await aHeldReservation(eventId, [5, 6]) };
}

const answer = (question: Question, said: GivenAnswer["answer"], seat_id: number | null = null): GivenAnswer => {
  return { question_id: question.id, seat_id, answer: said };
};
const shirts = [answer(shirt, "L", 6), answer(shirt, "S", 5)];
const orderOf = ({ eventId, id }: Held) =>
  db().order.findUnique({
    where: { eventId_reservationId: { eventId, reservationId: id } },
    include: {
      answers: { orderBy: { place: "asc" } },
      items: { orderBy: { seatId: "asc" } },
      tickets: { orderBy: { seatId: "asc" } },
    },
  });

describe("an order keeps what its buyer answered", () => {
  test("with the questions as they were asked, whatever becomes of them", async () => {
    const { held, replace } = await anEvent([train, from, shirt]);
    const answers = [...shirts, answer(train, "yes"), answer(from, "Faro")];
    expect(await shop.commit(held, { form: { answers } })).toMatchObject({ ok: true });
    await replace([]);
    expect((await orderOf(held))?.answers).toMatchObject([
      { place: 0, seatId: null, questionId: train.id, kind: "YES_NO", label: "By train?", answers: ["yes"] },
      { place: 1, seatId: null, label: "From where?", kind: "SHORT_TEXT", answers: ["Faro"] },
      { place: 2, seatId: 5, label: "Shirt", answers: ["S"] },
      { place: 3, seatId: 6, label: "Shirt", answers: ["L"] },
    ]);
  });

  test("and nothing to a question that another answer took away", async () => {
    const { held } = await anEvent([train, from, shirt]);
    const answers = [...shirts, answer(train, "no"), answer(from, "Faro")];
    expect(await shop.commit(held, { form: { answers } })).toMatchObject({ ok: true });
    expect((await orderOf(held))?.answers.map(({ label }) => label)).toEqual(["By train?", "Shirt", "Shirt"]);
  });

  test("also where there is nothing to pay", async () => {
    const { held, eventId } = await anEvent([train]);
    await db().priceLevel.updateMany({ where: { eventId }, data: { priceMinor: 0, feeMinor: 0 } });
    const free = await aHeldReservation(eventId, [8]);
    const form = { answers: [answer(train, "no")] };
    expect(await shop.commit(free, { card: "", reader: await aUser(), form })).toMatchObject({ ok: true });
    expect((await orderOf(free))?.answers).toHaveLength(1);
    expect(held.id).not.toBe(free.id);
  });
});

describe("answers that are missing or wrong", () => {
  test("are refused with each field, write nothing and leave the seats held", async () => {
    const { held } = await anEvent([train, from, shirt]);
    const answers = [answer(train, "yes"), answer(shirt, "XL", 6)];
    expect(await shop.commit(held, { form: { answers } })).toEqual({
      ok: false,
      refusal: {
        code: "answers_invalid",
        fields: [
          expect.objectContaining({ path: "answers", question_id: from.id, seat_id: null, problem: "missing" }),
          expect.objectContaining({ path: "answers", question_id: shirt.id, seat_id: 5, problem: "missing" }),
          expect.objectContaining({
            path: "answers.1.answer",
            question_id: shirt.id,
            seat_id: 6,
            problem: "not_a_choice",
          }),
        ],
      },
    });
    expect(await booksOf(held)).toMatchObject({ reservation: "HELD", order: undefined, payments: [] });
    expect(await chargesFor(shop, held)).toEqual([]);
    expect(await db().orderAnswer.count({ where: { eventId: held.eventId } })).toBe(0);
  });

  test("do not hinder a further card of an order that was opened before: its answers stay", async () => {
    const { held, replace } = await anEvent([train]);
    const declined = await shop.commit(held, {
      ...{ card: "pm_card_chargeDeclined", form: { answers: [answer(train, "no")] } },
    });
    expect(declined).toMatchObject({ refusal: { code: "payment_failed" } });
    await replace([train, shirt]);
    expect(await shop.commit(held)).toMatchObject({ ok: true });
    expect((await orderOf(held))?.answers).toMatchObject([{ label: "By train?", answers: ["no"] }]);
  });
});

describe("questions that changed since the buyer saw them", () => {
  test("are said with what is asked now, before any answer is judged, and the buyer who answers them pays", async () => {
    const { eventId, held, replace } = await anEvent([train]);
    const shown = await loadBuyerForm(eventId);
    await replace([shirt]);
    const now = await loadBuyerForm(eventId);
    const first = await shop.commit(held, { form: { answers: [answer(train, "no")], shown } });
    expect(first).toEqual({ ok: false, refusal: { code: "questions_changed", form: now } });
    expect(await booksOf(held)).toMatchObject({ reservation: "HELD", order: undefined, payments: [] });
    expect(await chargesFor(shop, held)).toEqual([]);
    expect(await shop.commit(held, { form: { answers: shirts, shown: now } })).toMatchObject({ ok: true });
  });

  test("between the judgement and the opening of the order are judged again: no order has the answers of before", async () => {
    const { eventId, held, replace } = await anEvent([train]);
    const { updatedAt } = await db().event.findUniqueOrThrow({ where: { id: eventId } });
    await replace([train, shirt]);
    const after = await db().event.findUniqueOrThrow({ where: { id: eventId } });
    // The statement that opens an order refuses one that was judged at another moment (`event_changed`).
    expect(after.updatedAt.getTime()).toBeGreaterThan(updatedAt.getTime());
    expect(await shop.commit(held, { form: { answers: [answer(train, "no")] } })).toMatchObject({
      refusal: { code: "answers_invalid" },
    });
  });

  test("names and the age are part of what was shown", async () => {
    const { eventId, held } = await anEvent([]);
    const shown = await loadBuyerForm(eventId);
    await db().event.update({ where: { id: eventId }, data: { ageMin: 18 } });
    const form = { ...shown, age_min: 18 };
    expect(await shop.commit(held, { form: { shown } })).toEqual({
      ok: false,
      refusal: { code: "questions_changed", form },
    });
  });
});

describe("names on tickets", () => {
  const ada = { seatId: 5, name: "Ada" };

  test("that are required are needed for each, and each ticket carries its own", async () => {
    const { held } = await anEvent([], { ticketNames: "REQUIRED" });
    expect(await shop.commit(held, { form: { holders: [ada] } })).toMatchObject({
      refusal: { code: "answers_invalid", fields: [{ path: "holders", seat_id: 6, problem: "missing" }] },
    });
    const holders = [ada, { seatId: 6, name: "Grace" }];
    expect(await shop.commit(held, { form: { holders } })).toMatchObject({ ok: true });
    const order = await orderOf(held);
    expect(order?.items.map(({ holderName }) => holderName)).toEqual(["Ada", "Grace"]);
    expect(order?.tickets.map(({ holderName }) => holderName)).toEqual(["Ada", "Grace"]);
  });

  test("that are optional fall back to the buyer's, and where none are asked none are kept", async () => {
    const { held } = await anEvent([], { ticketNames: "OPTIONAL" });
    await shop.commit(held, { form: { holders: [ada] } });
    expect((await orderOf(held))?.tickets.map(({ holderName }) => holderName)).toEqual(["Ada", "Ada Lovelace"]);
    const plain = await anEvent([]);
    await shop.commit(plain.held, { form: { holders: [{ seatId: 5, name: "Eve" }] } });
    const order = await orderOf(plain.held);
    expect(order?.tickets.map(({ holderName }) => holderName)).toEqual(["Ada Lovelace", "Ada Lovelace"]);
  });

  test("for seats of others or given twice are refused", async () => {
    const { held } = await anEvent([], { ticketNames: "OPTIONAL" });
    const holders = [ada, { seatId: 7, name: "Eve" }, ada];
    expect(await shop.commit(held, { form: { holders } })).toMatchObject({
      refusal: {
        fields: [
          { path: "holders.1.name", problem: "unknown" },
          { path: "holders.2.name", problem: "twice" },
        ],
      },
    });
  });
});

describe("the smallest age", () => {
  test("is confirmed by the buyer, and the order keeps it", async () => {
    const { held } = await anEvent([], { ageMin: 16 });
    const young = { refusal: { fields: [{ path: "confirmed_age", problem: "age_unconfirmed", limit: 16 }] } };
    expect(await shop.commit(held)).toMatchObject(young);
    expect(await shop.commit(held, { form: { confirmedAge: 15 } })).toMatchObject(young);
    expect(await shop.commit(held, { form: { confirmedAge: 16 } })).toMatchObject({ ok: true });
    expect((await orderOf(held))?.confirmedAge).toBe(16);
  });

  test("is not kept where the event asks for none", async () => {
    const { held } = await anEvent([]);
    await shop.commit(held, { form: { confirmedAge: 16 } });
    expect((await orderOf(held))?.confirmedAge).toBeNull();
  });
});

test("a quote says what the event asks", async () => {
  const { eventId, held } = await anEvent([train, shirt], { ticketNames: "OPTIONAL", ageMin: 12 });
  const quoted = await quoteReservation(held.person, held, {});
  expect(quoted).toMatchObject({ ok: true, form: await loadBuyerForm(eventId) });
  expect(quoted).toMatchObject({ form: { ticket_names: "optional", age_min: 12, questions: [train, shirt] } });
});
