import { useLocale, useTranslations } from "next-intl";
import { useSeatName } from "#components/orders/seat-name";
import { answerWords } from "#lib/orders/reading/answer-words";
import type { OrderAnswerView } from "#lib/orders/reading/views";

/** What a buyer answered, for the order and for each ticket; nothing where nothing was asked. */
export function OrderAnswers({ answers }: { answers: readonly OrderAnswerView[] }) {
  const t = useTranslations("questions");
  const locale = useLocale();
  const seatName = useSeatName();
  if (answers.length === 0) return null;
  return (
    <section aria-labelledby="answers-title" className="flex flex-col gap-3">
      <h2 id="answers-title" className="text-heading">
        {t("answers")}
      </h2>
      <dl className="divide-y divide-line border-line border-y">
        {answers.map((answer) => (
          <div key={answer.key} className="flex flex-col gap-0.5 py-2.5">
            <dt className="break-words text-ink-soft text-sm">
              {answer.label}
              {answer.seat ? <span> · {seatName(answer.seat)}</span> : null}
            </dt>
            <dd className="whitespace-pre-line break-words">
              {answerWords(answer, { locale, yesNo: { yes: t("yes"), no: t("no") } })}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
