"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Icon } from "#components/ui/icon";
import { SubmitButton } from "#components/ui/submit-button";

/** What happens to a place when its buyer goes away, and how to give it up: a step that asks, and works without a script. */
export function KeepPlace(props: { slug: string; passSeconds: number; leave: (form: FormData) => Promise<void> }) {
  const t = useTranslations("queue.keep");
  return (
    <section aria-label={t("label")} className="flex flex-col divide-y divide-line border-line border-y">
      <Fold title={t("title")}>
        <p>{t("close")}</p>
        <p>{t("called", { minutes: Math.floor(props.passSeconds / 60) })}</p>
        <p>{t("again")}</p>
        <p>{t("browser")}</p>
      </Fold>
      <Fold title={t("leave.title")}>
        <p>{t("leave.text")}</p>
        <form action={props.leave}>
          <input type="hidden" name="slug" value={props.slug} />
          <SubmitButton variant="danger" pendingText={t("leave.pending")}>
            {t("leave.button")}
          </SubmitButton>
        </form>
      </Fold>
    </section>
  );
}

function Fold({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details className="group py-1">
      <summary className="flex min-h-touch list-none items-center justify-between gap-3 font-semibold [&::-webkit-details-marker]:hidden">
        {title}
        <Icon
          name="chevron-down"
          className="size-5 shrink-0 transition-transform duration-base group-open:rotate-180"
        />
      </summary>
      <div className="flex max-w-prose flex-col items-start gap-3 pt-1 pb-4 text-ink-soft">{children}</div>
    </details>
  );
}
