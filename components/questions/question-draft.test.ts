import { describe, expect, test } from "vitest";
import { aQuestion } from "#lib/catalog/questions/testing/a-question";
import { draftOf, moved, newDraft, readQuestion, without, wrongIn } from "./question-draft.ts";

const first = aQuestion({ label: "A" });
const second = aQuestion({
  ...{ kind: "one_choice", label: "B", choices: ["S", "L"] },
  depends_on: { question_id: first.id, answer: "yes" },
});
const drafts = [first, second].map(draftOf);
const labels = (list: readonly { label: string }[]) => list.map(({ label }) => label);

describe("questions as they are typed", () => {
  test("are read as they were saved; choices are lines, and a kind without choices has none", () => {
    expect(drafts.map(readQuestion)).toEqual([first, second]);
    const typed = { ...draftOf(second), choicesText: " S \n\nM\n" };
    expect(readQuestion(typed).choices).toEqual(["S", "M"]);
    expect(readQuestion({ ...typed, kind: "date" }).choices).toEqual([]);
  });

  test("are wrong beside their field, before anything is sent", () => {
    const long = { ...second, choices: ["S", "x".repeat(101)] };
    expect(wrongIn([readQuestion(newDraft("id")), first, long])).toEqual({
      "questions.0.label": "label_missing",
      "questions.2.choices": "choice_long",
    });
  });

  test("that are moved above what they depend on are refused with the way out", () => {
    const swapped = moved(drafts, second.id, -1);
    expect(labels(swapped)).toEqual(["B", "A"]);
    expect(wrongIn(swapped.map(readQuestion))).toEqual({ "questions.0.depends_on.question_id": "depends_later" });
    expect(labels(moved(drafts, second.id, 1))).toEqual(["A", "B"]);
  });

  test("are asked always once what they depended on is removed", () => {
    expect(without(drafts, first.id).map(readQuestion)).toEqual([{ ...second, depends_on: null }]);
  });
});
