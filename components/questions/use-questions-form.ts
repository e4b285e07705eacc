"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { QuestionsWire } from "#lib/catalog/questions/question-contract";
import { type ApiRefusal, call } from "../api/call.ts";
import { useFocusNext } from "../ui/focus-next.ts";
import { joinQuestions, type TheirQuestion, takeTheirQuestion } from "./join-questions.ts";
import {
  draftOf,
  moved,
  newDraft,
  type QuestionDraft,
  readQuestion,
  type Wrong,
  without,
  wrongIn,
} from "./question-draft.ts";

type Answer = { readonly wrong: Wrong; readonly trouble?: "forbidden" | "not_found" | "invalid" | "unreachable" };
export type QuestionsConflict = {
  readonly changedBy: string | null;
  /** What the other person changed, as it is now. */
  readonly changed: readonly TheirQuestion[];
};

const NOTHING: Answer = { wrong: {} };

/** The state of the form of an event's questions: what is typed, what the server answered, and what others saved meanwhile. */
export function useQuestionsForm(eventId: number, read: QuestionsWire, onSaved: () => void) {
  const router = useRouter();
  const focusNext = useFocusNext();
  const [revision, setRevision] = useState(read.revision);
  const [opened, setOpened] = useState(() => read.questions.map(draftOf));
  const [drafts, setDrafts] = useState(opened);
  const [answer, setAnswer] = useState<Answer>(NOTHING);
  const [conflict, setConflict] = useState<QuestionsConflict>();
  const [isPending, setPending] = useState(false);

  function take(list: QuestionsWire) {
    setRevision(list.revision);
    const saved = list.questions.map(draftOf);
    setOpened(saved);
    setDrafts(saved);
    setAnswer(NOTHING);
    setConflict(undefined);
  }

  async function save() {
    if (isPending) return;
    const questions = drafts.map(readQuestion);
    const wrong = wrongIn(questions);
    if (Object.keys(wrong).length > 0) return setAnswer({ wrong });
    setPending(true);
    const sent = await call("PUT /api/v1/events/{id}/questions", {
      params: { id: eventId },
      body: { revision, questions },
    });
    setPending(false);
    if (!sent.ok) return refuse(sent.refusal);
    take(sent.value);
    onSaved();
    router.refresh();
  }

  function refuse(refusal: ApiRefusal) {
    if (refusal.code !== "question_list_changed") return setAnswer(answerOf(refusal));
    const theirs = refusal.questions.map(draftOf);
    const joined = joinQuestions(opened, drafts, theirs);
    setRevision(refusal.revision);
    setOpened(theirs);
    setDrafts(joined.drafts);
    setConflict({ changedBy: refusal.changed_by, changed: joined.changed });
    setAnswer(NOTHING);
  }

  /** What was said of a field was said of its place in the list. */
  const shift = (next: QuestionDraft[]) => {
    setDrafts(next);
    setAnswer(NOTHING);
  };
  return {
    ...{ drafts, revision, answer, conflict, isPending, save },
    add: () => {
      const draft = newDraft(crypto.randomUUID());
      setDrafts([...drafts, draft]);
      focusNext(`question-${draft.id}-label`);
    },
    change: (id: string, part: Partial<QuestionDraft>) =>
      setDrafts(drafts.map((draft) => (draft.id === id ? { ...draft, ...part } : draft))),
    remove: (id: string) => {
      shift(without(drafts, id));
      focusNext("question-add");
    },
    move: (id: string, step: -1 | 1) => shift(moved(drafts, id, step)),
    decide: (question: TheirQuestion, kept: "mine" | "theirs") => {
      if (kept === "theirs") shift(takeTheirQuestion(drafts, question));
      const decided = (each: TheirQuestion) => (each.id === question.id ? { ...each, isBoth: false } : each);
      setConflict((now) => now && { ...now, changed: now.changed.map(decided) });
    },
  };
}

function answerOf(refusal: ApiRefusal): Answer {
  if (refusal.code === "questions_invalid")
    return { wrong: Object.fromEntries(refusal.fields.map(({ path, problem }) => [path, problem])) };
  if (refusal.code === "forbidden" || refusal.code === "not_found") return { wrong: {}, trouble: refusal.code };
  return { wrong: {}, trouble: refusal.code === "invalid_request" ? "invalid" : "unreachable" };
}
