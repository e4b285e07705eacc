import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { uuidv7 } from "#lib/platform/ids";
import { askedQuestions } from "./asked-questions.ts";
import { fixedAnswers, judgeQuestions, possibleDependencies } from "./judge-questions.ts";
import type { GivenAnswer, Question } from "./question-contract.ts";
import { aQuestion } from "./testing/a-question.ts";

const problemsOf = (questions: Question[]) =>
  judgeQuestions(questions).map(({ path, problem }) => `${path} ${problem}`);
const on = (question: Question, answer = "yes") => ({ depends_on: { question_id: question.id, answer } });

describe("questions", () => {
  test("of every kind that depend on earlier ones can be saved", () => {
    const first = aQuestion({ label: "Do you eat with us?" });
    const meal = aQuestion({ kind: "one_choice", label: "Meal", choices: ["Fish", "Beans"], ...on(first) });
    const why = aQuestion({ kind: "long_text", label: "Why beans?", for: "ticket", ...on(meal, "Beans") });
    expect(problemsOf([first, meal, why])).toEqual([]);
  });

  test("that depend on each other in a circle are refused, each of them, and so is one that depends on itself", () => {
    const [a, b, c] = ["A", "B", "C"].map((label) => aQuestion({ label })) as [Question, Question, Question];
    expect(
      problemsOf([
        { ...a, ...on(c) },
        { ...b, ...on(a) },
        { ...c, ...on(b) },
      ]),
    ).toEqual([0, 1, 2].map((i) => `questions.${i}.depends_on.question_id depends_circle`));
    expect(problemsOf([{ ...a, ...on(a) }])).toEqual(["questions.0.depends_on.question_id depends_circle"]);
  });

  test("depend on a question before them, that there is, that has fixed answers, and on one of these", () => {
    const first = aQuestion({ label: "A" });
    const text = aQuestion({ kind: "short_text", label: "T" });
    expect(problemsOf([{ ...text, ...on(first) }, first])).toEqual([
      "questions.0.depends_on.question_id depends_later",
    ]);
    expect(problemsOf([{ ...text, ...on(first) }])).toEqual(["questions.0.depends_on.question_id depends_unknown"]);
    expect(problemsOf([text, { ...first, ...on(text) }])).toEqual(["questions.1.depends_on.question_id depends_kind"]);
    expect(problemsOf([first, { ...text, ...on(first, "maybe") }])).toEqual([
      "questions.1.depends_on.answer depends_answer",
    ]);
  });

  test("for the order never depend on one for each ticket, whose answers differ", () => {
    const ticket = aQuestion({ label: "A", for: "ticket" });
    expect(problemsOf([ticket, aQuestion({ label: "B", ...on(ticket) })])).toEqual([
      "questions.1.depends_on.question_id depends_ticket",
    ]);
  });

  test("with choices have at least two that can be told apart, and others have none", () => {
    const choice = (choices: string[]) => problemsOf([aQuestion({ kind: "several_choices", choices })]);
    expect(choice(["Red"])).toEqual(["questions.0.choices choices_few"]);
    expect(choice(["Red", "Blue", "RED"])).toEqual(["questions.0.choices.2 choice_twice"]);
    expect(problemsOf([aQuestion({ kind: "number", choices: ["1", "2"] })])).toEqual([
      "questions.0.choices choices_unused",
    ]);
  });

  test("that read the same or share an id are refused at the second", () => {
    const one = aQuestion({ label: "Name" });
    expect(problemsOf([one, { ...one, label: "Other" }])).toEqual(["questions.1.id id_twice"]);
    expect(problemsOf([one, aQuestion({ label: "NAME" })])).toEqual(["questions.1.label label_twice"]);
  });
});

/** Questions that each depend on nothing, or on what the page offers for them. */
const saved = fc
  .array(fc.record({ isTicket: fc.boolean(), kind: fc.constantFrom("yes_no", "one_choice", "date"), pick: fc.nat() }), {
    maxLength: 12,
  })
  .map((drafts) => {
    const questions: Question[] = [];
    for (const [place, { isTicket, kind, pick }] of drafts.entries()) {
      const choices = kind === "one_choice" ? ["X", "Y"] : [];
      const next = aQuestion({ label: `Q${place}`, kind: kind as "date", for: isTicket ? "ticket" : "order", choices });
      const all = possibleDependencies([...questions, next], place);
      const other = all[pick % (all.length + 1)];
      const [answer = ""] = other ? fixedAnswers(other).slice(pick % 2) : [];
      questions.push(other ? { ...next, depends_on: { question_id: other.id, answer } } : next);
    }
    return questions;
  });

test("what the page offers to depend on is always taken", () => {
  fc.assert(
    fc.property(saved, (questions) => {
      expect(problemsOf(questions)).toEqual([]);
    }),
  );
});

test("a question is asked exactly where the one that it depends on is asked and so answered", () => {
  const seats = [4, 9];
  fc.assert(
    fc.property(saved, fc.array(fc.nat(), { minLength: 40, maxLength: 40 }), (questions, picks) => {
      const given = questions.flatMap((question, i): GivenAnswer[] =>
        (question.for === "order" ? [null] : seats).map((seat_id, n) => {
          const answers = ["", ...fixedAnswers(question)];
          return { question_id: question.id, seat_id, answer: answers[(picks[2 * i + n] ?? 0) % answers.length] ?? "" };
        }),
      );
      const asked = askedQuestions(questions, seats, given);
      const isAsked = (id: string, seatId: number | null) =>
        asked.some((each) => each.question.id === id && each.seatId === seatId);
      for (const question of questions) {
        for (const seatId of question.for === "order" ? [null] : seats) {
          const needed = question.depends_on;
          const other = questions.find(({ id }) => id === needed?.question_id);
          const at = other?.for === "order" ? null : seatId;
          const answer = given.find((each) => each.question_id === other?.id && each.seat_id === at)?.answer;
          const expected = !needed || (other !== undefined && isAsked(other.id, at) && answer === needed.answer);
          expect(isAsked(question.id, seatId)).toBe(expected);
        }
      }
    }),
  );
});

test("any dependencies are judged, however they are tangled, and a circle never passes", () => {
  const ids = Array.from({ length: 6 }, () => uuidv7());
  fc.assert(
    fc.property(fc.array(fc.option(fc.nat({ max: 5 })), { minLength: 6, maxLength: 6 }), (targets) => {
      const questions = targets.map((target, i) =>
        aQuestion({
          ...{ id: ids[i] ?? "", label: `Q${i}` },
          depends_on: target === null ? null : { question_id: ids[target] ?? "", answer: "yes" },
        }),
      );
      const isOrdered = targets.every((target, i) => target === null || target < i);
      expect(judgeQuestions(questions).length === 0).toBe(isOrdered);
    }),
  );
});
