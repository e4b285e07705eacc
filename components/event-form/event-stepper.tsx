import Link from "next/link";
import { useTranslations } from "next-intl";
import { Icon } from "#components/ui/icon";
import { classNames } from "../ui/class-names.ts";
import { EVENT_STEPS, type EventStep } from "./event-draft.ts";

export type ShownStep = EventStep | "publish";

/** The six steps to an event on sale: where one is, what is done, and, once the draft is kept, the way to each. */
export function EventStepper({
  current,
  done,
  hrefOf,
}: {
  current: ShownStep;
  done: ReadonlySet<ShownStep>;
  /** Undefined while there is no draft: steps follow each other by the form's buttons. */
  hrefOf: ((step: ShownStep) => string) | undefined;
}) {
  const t = useTranslations("event-form.steps");
  return (
    <nav aria-label={t("label")}>
      <ol className="flex flex-wrap gap-x-1 gap-y-1">
        {[...EVENT_STEPS, "publish" as const].map((step, i) => {
          const isHere = step === current;
          const look = classNames(
            "flex min-h-touch items-center gap-2 rounded-control px-3",
            isHere ? "bg-raised font-semibold ring-2 ring-accent ring-inset" : "text-ink-soft",
          );
          const words = (
            <>
              <span
                aria-hidden="true"
                className={classNames(
                  "tabular grid size-6 shrink-0 place-items-center rounded-full text-sm",
                  isHere ? "bg-accent text-on-accent" : "border border-line-strong",
                )}
              >
                {done.has(step) && !isHere ? <Icon name="check" className="size-4 text-good" /> : i + 1}
              </span>
              {t(step)}
              {done.has(step) ? <span className="sr-only">{t("done")}</span> : null}
            </>
          );
          return (
            <li key={step}>
              {hrefOf && !isHere ? (
                <Link href={hrefOf(step)} className={classNames(look, "hover:bg-sunken hover:text-ink")}>
                  {words}
                </Link>
              ) : (
                <span aria-current={isHere ? "step" : undefined} className={look}>
                  {words}
                </span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
