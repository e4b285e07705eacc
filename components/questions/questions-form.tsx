"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { UnsavedGuard } from "#components/desk/guard/unsaved-guard";
import { useToast } from "#components/desk/toast/toaster";
import { QuestionRow } from "#components/questions/question-row";
import { QuestionsConflictNotice } from "#components/questions/questions-conflict";
import { QuestionsPreview } from "#components/questions/questions-preview";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
import { QUESTIONS_MAX, type QuestionsWire } from "#lib/catalog/questions/question-contract";
import { useFocusOnWrong } from "../ui/focus-wrong.ts";
import { readQuestion } from "./question-draft.ts";
import { useQuestionsForm } from "./use-questions-form.ts";

/** The questions for an event's buyers, saved together, beside the form as buyers see it. */
export function QuestionsForm({ eventId, read }: { eventId: number; read: QuestionsWire }) {
  const t = useTranslations("question-editor");
  const toast = useToast();
  const list = useQuestionsForm(eventId, read, () => toast({ text: t("saved") }));
  const { drafts, answer, conflict } = list;
  const isWrong = Object.keys(answer.wrong).length > 0;
  const form = useFocusOnWrong(answer, isWrong);
  // The button is far below what was refused.
  useEffect(() => {
    if (answer.trouble || conflict) form.current?.querySelector("[role=alert]")?.scrollIntoView({ block: "center" });
  }, [answer, conflict, form]);
  const questions = drafts.map(readQuestion);
  return (
    <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_24rem]">
      <form
        ref={form}
        noValidate
        className="flex min-w-0 flex-col gap-5"
        onSubmit={(submitted) => {
          submitted.preventDefault();
          void list.save();
        }}
      >
        <UnsavedGuard
          key={list.revision}
          isRefused={isWrong || answer.trouble !== undefined || conflict !== undefined}
        />
        {answer.trouble ? (
          <Notice tone="bad" urgent>
            {t(`refusals.${answer.trouble}`)}
          </Notice>
        ) : null}
        {conflict ? <QuestionsConflictNotice conflict={conflict} onDecide={list.decide} /> : null}
        {drafts.length === 0 ? (
          <p className="rounded-card border border-line-strong border-dashed px-4 py-5 text-ink-soft">{t("empty")}</p>
        ) : (
          <ol className="flex flex-col gap-5">
            {drafts.map((draft, place) => (
              <QuestionRow
                key={draft.id}
                draft={draft}
                place={place}
                questions={questions}
                wrong={answer.wrong}
                onChange={(part) => list.change(draft.id, part)}
                onMove={(step) => list.move(draft.id, step)}
                onRemove={() => list.remove(draft.id)}
              />
            ))}
          </ol>
        )}
        {drafts.length < QUESTIONS_MAX ? (
          <Button id="question-add" variant="secondary" className="self-start" onClick={list.add}>
            {t("add")}
          </Button>
        ) : (
          <p className="text-ink-soft text-sm">{t("most", { count: QUESTIONS_MAX })}</p>
        )}
        <div className="flex flex-col gap-2">
          <p className="text-ink-soft text-sm">{t("kept")}</p>
          <Button type="submit" size="lg" className="self-start" aria-disabled={list.isPending || undefined}>
            {t(list.isPending ? "pending" : "save")}
          </Button>
        </div>
      </form>
      <QuestionsPreview questions={questions} />
    </div>
  );
}
