import { expect, test } from "vitest";
import { joinQuestions, takeTheirQuestion } from "./join-questions.ts";
import { newDraft, type QuestionDraft } from "./question-draft.ts";

const question = (id: string, label = id): QuestionDraft => ({ ...newDraft(id), label });
const [train, city, diet] = [question("train"), question("city"), question("diet")];
const opened = [train, city, diet];
const labels = (drafts: readonly QuestionDraft[]) => drafts.map(({ label }) => label);
const named = (changed: ReturnType<typeof joinQuestions>["changed"]) =>
  changed.map(({ id, what, isBoth }) => [id, what, isBoth]);

test("what only the other person changed, added, removed or moved is taken over and named", () => {
  const theirs = [question("new"), diet, question("city", "Which city?")];
  const { drafts, changed } = joinQuestions(opened, opened, theirs);
  expect(labels(drafts)).toEqual(["new", "diet", "Which city?"]);
  expect(named(changed)).toEqual([
    ["new", "added", false],
    ["city", "changed", false],
    ["train", "removed", false],
  ]);
});

test("what was changed, added, removed or moved here stays, and is not named", () => {
  const typed = [diet, question("train", "By train?"), question("mine")];
  const { drafts, changed } = joinQuestions(opened, typed, opened);
  expect([labels(drafts), changed]).toEqual([["diet", "By train?", "mine"], []]);
});

test("where both changed a question, what was typed stays until the person takes theirs", () => {
  const typed = [question("train", "Mine"), diet];
  const theirs = [question("train", "Theirs"), question("city", "Theirs too"), diet];
  const { drafts, changed } = joinQuestions(opened, typed, theirs);
  expect(labels(drafts)).toEqual(["Mine", "diet"]);
  expect(named(changed)).toEqual([
    ["train", "changed", true],
    ["city", "changed", true],
  ]);
  const taken = changed.reduce<QuestionDraft[]>(takeTheirQuestion, drafts);
  expect(labels(taken)).toEqual(["Theirs", "diet", "Theirs too"]);
});

test("a question that they removed and that was changed here stays until it is decided", () => {
  const typed = [question("train", "Mine"), city, diet];
  const { drafts, changed } = joinQuestions(opened, typed, [city, diet]);
  expect(labels(drafts)).toEqual(["city", "diet", "Mine"]);
  expect(named(changed)).toEqual([["train", "removed", true]]);
  expect(labels(changed.reduce<QuestionDraft[]>(takeTheirQuestion, drafts))).toEqual(["city", "diet"]);
});

test("the same change made by both is nothing to decide", () => {
  const same = [question("train", "By train?"), city, diet];
  expect(joinQuestions(opened, same, same)).toEqual({ drafts: same, changed: [] });
});
