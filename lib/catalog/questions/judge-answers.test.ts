import { describe, expect, test } from "vitest";
import { judgeAnswer } from "./judge-answer.ts";
import { judgeAnswers } from "./judge-answers.ts";
import type { GivenAnswer, Question } from "./question-contract.ts";
import { aQuestion } from "./testing/a-question.ts";

const SEATS = [4, 9];
const answer = (question: Question, said: GivenAnswer["answer"], seat_id: number | null = null): GivenAnswer => {
  return { question_id: question.id, seat_id, answer: said };
};
/** `place problem` of each answer that is wrong, or what is kept. */
const judged = (questions: Question[], given: GivenAnswer[]) => {
  const result = judgeAnswers(questions, SEATS, given);
  if (!result.ok) return result.wrong.map(({ given: place = "-", seatId, problem }) => `${place} ${seatId} ${problem}`);
  return result.kept.map(({ label, seatId, answers }) => `${label} ${seatId} ${answers.join("|")}`);
};

describe("an answer", () => {
  const kindOf = (kind: Question["kind"], given: GivenAnswer["answer"], choices = ["Red", "Blue"]) => {
    const result = judgeAnswer({ kind, required: true, choices }, given);
    return result.ok ? result.kept : result.problem;
  };

  test.each([
    ["short_text", "  A trumpet ", ["A trumpet"]],
    ["long_text", "Two\nlines", ["Two\nlines"]],
    ["one_choice", "Red", ["Red"]],
    ["several_choices", ["Blue", "Red", "Blue"], ["Red", "Blue"]],
    ["number", "-12,5", ["-12.5"]],
    ["date", "2028-02-29", ["2028-02-29"]],
    ["yes_no", "no", ["no"]],
    ["email", "Ann@BÜCHER.example", ["Ann@xn--bcher-kva.example"]],
    ["phone", "+49 30 1234-5", ["+49 30 1234-5"]],
    ["phone", "+49 151 1234 5676", ["+49 151 1234 5676"]],
    ["phone", "0049 151 1234 5676", ["0049 151 1234 5676"]],
    ["country", "PT", ["PT"]],
  ] as const)("to a question of kind %s is kept as it is compared", (kind, given, kept) => {
    expect(kindOf(kind, given as GivenAnswer["answer"])).toEqual(kept);
  });

  test.each([
    ["short_text", "x".repeat(201), "too_long"],
    ["long_text", "my card 4111 1111 1111 1111", "card_number"],
    ["one_choice", "Green", "not_a_choice"],
    ["one_choice", ["Red", "Blue"], "one_only"],
    ["several_choices", ["Red", "Green"], "not_a_choice"],
    ["number", "twelve", "not_a_number"],
    ["number", "1e9", "not_a_number"],
    ["date", "2027-02-29", "not_a_date"],
    ["date", "27.2.2027", "not_a_date"],
    ["yes_no", "perhaps", "not_yes_no"],
    ["email", "ann@", "not_an_email"],
    ["phone", "call me", "not_a_phone"],
    ["phone", "4111 1111 1111 1111", "card_number"],
    ["phone", "3782-822463-10005", "card_number"],
    ["phone", "(4111) 1111.1111/1111", "card_number"],
    ["phone", "+4111 1111 1111 1111", "not_a_phone"],
    ["phone", "() - ().", "not_a_phone"],
    ["country", "XX", "not_a_country"],
    ["short_text", "   ", "missing"],
    ["several_choices", [], "missing"],
  ] as const)("to a question of kind %s that is none is refused", (kind, given, problem) => {
    expect(kindOf(kind, given as GivenAnswer["answer"])).toBe(problem);
  });
});

describe("the answers of a buyer", () => {
  const train = aQuestion({ label: "Train?", required: true });
  const from = aQuestion({
    ...{ kind: "short_text", label: "From", required: true },
    depends_on: { question_id: train.id, answer: "yes" },
  });
  const shirt = aQuestion({
    ...{ kind: "one_choice", label: "Shirt", for: "ticket", required: true, choices: ["S", "L"] },
  });
  const all = [train, from, shirt];

  test("are kept with the question as it was asked, those for the order first", () => {
    const given = [answer(shirt, "L", 9), answer(shirt, "S", 4), answer(train, "yes"), answer(from, "Faro")];
    expect(judged(all, given)).toEqual(["Train? null yes", "From null Faro", "Shirt 4 S", "Shirt 9 L"]);
  });

  test("that are missing are named one by one, and those that are not asked are not missed", () => {
    expect(judged(all, [answer(train, "yes")])).toEqual(["- null missing", "- 4 missing", "- 9 missing"]);
    const given = [answer(train, "no"), answer(shirt, "S", 4), answer(shirt, "S", 9)];
    expect(judged(all, given)).toEqual(["Train? null no", "Shirt 4 S", "Shirt 9 S"]);
  });

  test("to a question that another answer took away are left out", () => {
    const given = [answer(from, "Faro"), answer(train, "no"), answer(shirt, "S", 4), answer(shirt, "S", 9)];
    expect(judged(all, given)).toEqual(["Train? null no", "Shirt 4 S", "Shirt 9 S"]);
  });

  test("to unknown questions, for foreign seats or given twice are refused", () => {
    const stray = aQuestion();
    const given = [answer(train, "no"), answer(shirt, "S", 4), answer(shirt, "S", 9)];
    expect(judged(all, [...given, answer(stray, "yes")])).toEqual(["3 null unknown"]);
    expect(judged(all, [...given, answer(shirt, "S", 5)])).toEqual(["3 5 unknown"]);
    expect(judged(all, [...given, answer(shirt, "S")])).toEqual(["3 null unknown"]);
    expect(judged(all, [...given, answer(train, "yes", 4)])).toEqual(["3 4 unknown"]);
    expect(judged(all, [...given, answer(train, "yes")])).toEqual(["3 null twice"]);
  });
});
