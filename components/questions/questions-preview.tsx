import { useTranslations } from "next-intl";
import { useState } from "react";
import { QuestionField } from "#components/questions/question-field";
import { Card } from "#components/ui/card";
import { answerKey, askedQuestions } from "#lib/catalog/questions/asked-questions";
import type { GivenAnswer, Question } from "#lib/catalog/questions/question-contract";

/** Stands for the seat of the ticket that the preview asks for. */
const TICKET = 1;

/** The questions as a buyer of one ticket sees them, to be tried out; nothing of it is sent. */
export function QuestionsPreview({ questions }: { questions: readonly Question[] }) {
  const t = useTranslations("question-editor");
  const words = useTranslations("questions");
  const [values, setValues] = useState<Readonly<Record<string, GivenAnswer["answer"] | undefined>>>({});
  const given = questions.flatMap(({ id, for: asked }): GivenAnswer[] => {
    const seat_id = asked === "order" ? null : TICKET;
    const answer = values[answerKey(id, seat_id)];
    return answer === undefined ? [] : [{ question_id: id, seat_id, answer }];
  });
  const asked = askedQuestions(questions, [TICKET], given);
  const part = (title: string, fields: typeof asked) =>
    fields.length === 0 ? null : (
      <section aria-label={title} className="flex flex-col gap-4">
        <h3 className="font-semibold">{title}</h3>
        {fields.map(({ question, seatId }) => {
          const key = answerKey(question.id, seatId);
          return (
            <QuestionField
              key={key}
              id={`preview-${key}`}
              question={{ ...question, label: question.label || t("noLabel") }}
              value={values[key]}
              onChange={(value) => setValues((before) => ({ ...before, [key]: value }))}
            />
          );
        })}
      </section>
    );
  return (
    <Card>
      <section aria-labelledby="preview-title" className="flex flex-col gap-5">
        <h2 id="preview-title" className="text-heading">
          {t("preview")}
        </h2>
        <p className="text-ink-soft text-sm">{t(questions.length === 0 ? "previewEmpty" : "previewLead")}</p>
        {part(
          words("forOrder"),
          asked.filter(({ seatId }) => seatId === null),
        )}
        {part(
          words("forTickets"),
          asked.filter(({ seatId }) => seatId !== null),
        )}
      </section>
    </Card>
  );
}
