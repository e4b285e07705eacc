import { describe, expect, test } from "vitest";
import type { BuyerForm } from "#lib/catalog/questions/question-contract";
import { aQuestion } from "#lib/catalog/questions/testing/a-question";
import { checkForm, formOnWire, nameKey, problemsOfRefusal, valuesOfBody } from "./form-values.ts";

const SEATS = [5, 6];
const train = aQuestion({ label: "By train?", required: true });
const from = aQuestion({
  ...{ kind: "short_text", label: "From where?", required: true },
  depends_on: { question_id: train.id, answer: "yes" },
});
const shirts = aQuestion({ kind: "several_choices", label: "Shirts", for: "ticket", choices: ["S", "L"] });
const FORM: BuyerForm = { revision: 3, questions: [train, from, shirts], ticket_names: "required", age_min: 16 };
const FILLED = {
  [train.id]: "yes",
  [from.id]: "Faro",
  [`${shirts.id}.6`]: ["L"],
  ...{ [nameKey(5)]: " Ada ", [nameKey(6)]: "Grace", age: "yes" },
};

describe("what the event asks", () => {
  test("is sent as it was filled in, with what was asked", () => {
    expect(checkForm(FORM, SEATS, FILLED)).toEqual({});
    expect(formOnWire(FORM, SEATS, FILLED)).toEqual({
      shown_form: { revision: 3, ticket_names: "required", age_min: 16 },
      answers: [
        { question_id: train.id, seat_id: null, answer: "yes" },
        { question_id: from.id, seat_id: null, answer: "Faro" },
        { question_id: shirts.id, seat_id: 6, answer: ["L"] },
      ],
      holders: [
        { seat_id: 5, name: "Ada" },
        { seat_id: 6, name: "Grace" },
      ],
      confirmed_age: 16,
    });
  });

  test("and is there again when the bank sends the buyer back", () => {
    expect(valuesOfBody(formOnWire(FORM, SEATS, FILLED))).toEqual({ ...FILLED, [nameKey(5)]: "Ada" });
  });

  test("is missed field by field, and what another answer hides is neither missed nor sent, but kept", () => {
    expect(checkForm(FORM, SEATS, { [train.id]: "yes", [nameKey(5)]: "x".repeat(121) })).toEqual({
      [from.id]: { problem: "missing" },
      [nameKey(5)]: { problem: "too_long", limit: 120 },
      [nameKey(6)]: { problem: "name_missing" },
      age: { problem: "age_unconfirmed", limit: 16 },
    });
    const hidden = { ...FILLED, [train.id]: "no" };
    expect(checkForm(FORM, SEATS, hidden)).toEqual({});
    expect(formOnWire(FORM, SEATS, hidden).answers?.map(({ answer }) => answer)).toEqual(["no", ["L"]]);
  });

  test("is nothing but its revision where there is nothing to ask", () => {
    const nothing: BuyerForm = { revision: 0, questions: [], ticket_names: "off", age_min: null };
    expect(formOnWire(nothing, SEATS, FILLED)).toEqual({
      shown_form: { revision: 0, ticket_names: "off", age_min: null },
    });
  });
});

test("fields that the server refused stand beside their fields, and those that no page shows nowhere", () => {
  const field = { path: "x", message: "m" };
  expect(
    problemsOfRefusal([
      { ...field, problem: "missing", question_id: train.id, seat_id: null },
      { ...field, problem: "not_a_choice", question_id: shirts.id, seat_id: 6 },
      { ...field, problem: "missing", question_id: null, seat_id: 5 },
      { ...field, problem: "age_unconfirmed", question_id: null, seat_id: null, limit: 16 },
      { ...field, problem: "unknown", question_id: from.id, seat_id: null },
    ]),
  ).toEqual({
    [train.id]: { problem: "missing" },
    [`${shirts.id}.6`]: { problem: "not_a_choice" },
    [nameKey(5)]: { problem: "name_missing" },
    age: { problem: "age_unconfirmed", limit: 16 },
  });
});
