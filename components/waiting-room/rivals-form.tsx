"use client";

import { useTranslations } from "next-intl";
import { FieldError } from "#components/ui/field";
import { LinkButton } from "#components/ui/link-button";
import { Notice } from "#components/ui/notice";
import { SubmitButton } from "#components/ui/submit-button";
import { useFormAction } from "../ui/use-form-action.ts";
import type { RivalsAction } from "./rivals-state.ts";

/** Starts a sale with a hundred simulated rivals, and leads to the queue to stand among them. */
export function RivalsForm({ slug, start }: { slug: string; start: RivalsAction }) {
  const t = useTranslations("waiting-room.rivals");
  const [state, send] = useFormAction(start, {});
  return (
    <section aria-labelledby="rivals" className="flex max-w-2xl flex-col gap-4 border-line border-t pt-6">
      <h2 id="rivals" className="text-heading">
        {t("title")}
      </h2>
      <p className="max-w-prose text-ink-soft">{t("text")}</p>
      {state.isStarted ? (
        <Notice tone="good" title={t("started.title")}>
          {t("started.text")}
        </Notice>
      ) : null}
      <form action={send} className="flex flex-wrap items-center gap-3">
        <SubmitButton variant="secondary" pendingText={t("pending")}>
          {t("button")}
        </SubmitButton>
        <LinkButton href={`/events/${slug}/queue`} variant="quiet">
          {t("queue")}
        </LinkButton>
      </form>
      {state.refusal ? <FieldError id="rivals-error">{t(`refusals.${state.refusal}`)}</FieldError> : null}
    </section>
  );
}
