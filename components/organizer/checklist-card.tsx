import Link from "next/link";
import { useTranslations } from "next-intl";
import { ClientMessages } from "#components/layout/client-messages";
import { HideChecklist } from "#components/organizer/hide-checklist";
import { Card } from "#components/ui/card";
import { Icon } from "#components/ui/icon";
import type { Checklist, ChecklistStep } from "#lib/analytics/checklist-contract";
import type { HideAction } from "./hide-state.ts";

/** What is missing until the first sale, each line with the way to it; once only the sale is missing, it can be hidden. */
export function ChecklistCard(props: {
  checklist: Checklist;
  hrefOf: Readonly<Record<ChecklistStep, string>>;
  hide: HideAction;
}) {
  const { steps, complete } = props.checklist;
  const t = useTranslations("checklist");
  const doneCount = steps.filter(({ done }) => done).length;
  return (
    <Card flush>
      <section aria-labelledby="checklist" className="flex flex-col">
        <div className="flex flex-wrap items-start justify-between gap-3 px-5 py-4 sm:px-6">
          <div className="flex max-w-prose flex-col gap-1">
            <h2 id="checklist" className="text-heading">
              {t("title")}
            </h2>
            <p className="text-ink-soft">{t("lead", { done: doneCount, all: steps.length })}</p>
          </div>
          {complete ? (
            <ClientMessages namespaces={["checklist"]}>
              <HideChecklist hide={props.hide} />
            </ClientMessages>
          ) : null}
        </div>
        <ol className="divide-y divide-line border-line border-t">
          {steps.map(({ step, done }) => (
            <li key={step}>
              <Link
                href={props.hrefOf[step]}
                className="flex min-h-touch items-start gap-3 px-5 py-3 hover:bg-sunken sm:px-6"
              >
                <Icon
                  name={done ? "check" : "arrow-right"}
                  className={done ? "mt-0.5 size-5 shrink-0 text-good" : "mt-0.5 size-5 shrink-0 text-ink-soft"}
                />
                <span className="min-w-0 flex-1">
                  <span className="block font-semibold">{t(`steps.${step}.title`)}</span>
                  <span className="block text-ink-soft text-sm">
                    {step === "payout"
                      ? t(`steps.payout.text.${props.checklist.payout_route}`)
                      : t(`steps.${step}.text`)}
                  </span>
                </span>
                <span className={done ? "shrink-0 text-good text-sm" : "shrink-0 text-ink-soft text-sm"}>
                  {t(done ? "done" : "open")}
                </span>
              </Link>
            </li>
          ))}
        </ol>
      </section>
    </Card>
  );
}
