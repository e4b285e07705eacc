import { useTranslations } from "next-intl";
import { Card } from "#components/ui/card";
import type { Question } from "#lib/catalog/questions/question-contract";

/** What buyers will be asked at the checkout; nothing where there is no question. */
export function PreviewQuestions({ questions }: { questions: readonly Question[] }) {
  const t = useTranslations("preview");
  if (questions.length === 0) return null;
  return (
    <div className="page-column">
      <Card>
        <h2 className="mb-3 text-heading">{t("questions")}</h2>
        <ul className="flex flex-col divide-y divide-line">
          {questions.map(({ id, label, required, for: of }) => (
            <li key={id} className="flex flex-wrap items-baseline justify-between gap-x-4 py-2.5">
              <span className="min-w-0 break-words font-medium">{label}</span>
              <span className="text-ink-soft text-sm">
                {t(of === "order" ? "once" : "eachTicket")} · {t(required ? "required" : "optional")}
              </span>
            </li>
          ))}
        </ul>
      </Card>
    </div>
  );
}
