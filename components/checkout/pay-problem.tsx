"use client";

import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { LinkButton } from "#components/ui/link-button";
import { Notice } from "#components/ui/notice";
import { formatMoney } from "#lib/platform/money";
import type { PayState } from "./pay-state.ts";

/** The result of the last attempt and its meaning for money and seats. Scrolls into view when it appears. */
export function PayProblem(props: { state: PayState; eventSlug: string; currency: string }) {
  const ref = useRef<HTMLDivElement>(null);
  const { state } = props;
  useEffect(() => {
    const isOutcome =
      state.phase === "unsettled" || state.phase === "at_bank" || (state.phase === "ready" && state.problem);
    if (isOutcome) ref.current?.scrollIntoView({ block: "center" });
  }, [state]);
  return (
    <div ref={ref} className="empty:hidden">
      <ProblemNotice {...props} />
    </div>
  );
}

function ProblemNotice({ state, eventSlug, currency }: { state: PayState; eventSlug: string; currency: string }) {
  const t = useTranslations("checkout");
  const locale = useLocale();
  if (state.phase === "unsettled") {
    return (
      <Notice tone="warn" urgent title={t("unsettled.title")}>
        {t("unsettled.text")}
      </Notice>
    );
  }
  if (state.phase === "at_bank") {
    return (
      <Notice tone="info" urgent title={t("atBank.title")}>
        {t("atBank.text")}
      </Notice>
    );
  }
  if (state.phase !== "ready" || !state.problem) return null;
  if (state.problem.kind === "declined") {
    const isOver = !state.problem.retryAllowed;
    const again = <LinkButton href={`/events/${eventSlug}/seats`}>{t("expired.action")}</LinkButton>;
    return (
      <Notice tone="bad" urgent title={t("declined.title")} action={isOver ? again : null}>
        <p>{t(`declined.${state.problem.reason}`)}</p>
        <p>{isOver ? t("declined.final") : t("declined.kept")}</p>
      </Notice>
    );
  }
  if (state.problem.kind === "unpayable") {
    const { limit } = state.problem;
    const amount = limit && formatMoney(limit.minor, currency, locale);
    return (
      <Notice tone="bad" urgent title={t("unpayable.title")}>
        <p>{limit && amount ? t(`unpayable.${limit.kind}`, { amount }) : t("unpayable.other")}</p>
        <p>{t("unpayable.kept")}</p>
      </Notice>
    );
  }
  if (state.problem.kind === "refused") {
    return (
      <Notice tone="bad" urgent title={t("refused.title")}>
        {t("refused.text", { message: state.problem.message })}
      </Notice>
    );
  }
  return null;
}
