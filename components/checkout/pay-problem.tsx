"use client";

import { usePathname } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { LinkButton } from "#components/ui/link-button";
import { Notice } from "#components/ui/notice";
import { termsPath } from "#lib/legal/contract";
import { formatMoney } from "#lib/platform/money";
import type { PayProblemFact, PayState } from "./pay-state.ts";

type PayProblemProps = {
  state: PayState;
  eventSlug: string;
  currency: string;
  /** The order of a payment that is under way and that this tab did not begin. */
  orderBegun: string | undefined;
};

/** The result of the last attempt and its meaning for money and seats, one notice at most. Scrolls into view when it appears. */
export function PayProblem(props: PayProblemProps) {
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

function ProblemNotice({ state, eventSlug, currency, orderBegun }: PayProblemProps) {
  const t = useTranslations("checkout");
  if (state.phase === "unsettled") {
    return (
      <Notice tone="warn" urgent title={t("unsettled.title")}>
        {state.why === "too_many" ? t("unsettled.tooMany") : t("unsettled.text")}
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
  if (state.phase !== "ready") return null;
  // What the buyer just did explains more than what another window did before.
  if (state.problem) return <Problem problem={state.problem} eventSlug={eventSlug} currency={currency} />;
  if (orderBegun === undefined) return null;
  const order = <LinkButton href={`/orders/${orderBegun}`}>{t("inProgress.action")}</LinkButton>;
  return (
    <Notice title={t("inProgress.title")} action={order}>
      {t("inProgress.text")}
    </Notice>
  );
}

function Problem(props: { problem: PayProblemFact; eventSlug: string; currency: string }) {
  const t = useTranslations("checkout");
  const locale = useLocale();
  const page = usePathname();
  const { problem, eventSlug, currency } = props;
  const seats = <LinkButton href={`/events/${eventSlug}/seats`}>{t("refused.seats")}</LinkButton>;
  switch (problem.kind) {
    case "declined":
      return (
        <Notice tone="bad" urgent title={t("declined.title")} action={problem.retryAllowed ? null : seats}>
          <p>{t(`declined.${problem.reason}`)}</p>
          <p>{problem.retryAllowed ? t("declined.kept") : t("declined.final")}</p>
        </Notice>
      );
    case "unpayable": {
      const { limit } = problem;
      const amount = limit && formatMoney(limit.minor, currency, locale);
      return (
        <Notice tone="bad" urgent title={t("unpayable.title")}>
          <p>{limit && amount ? t(`unpayable.${limit.kind}`, { amount }) : t("unpayable.other")}</p>
          <p>{t("unpayable.kept")}</p>
        </Notice>
      );
    }
    case "card_unreachable":
      return (
        <Notice tone="warn" urgent title={t("cardUnreachable.title")}>
          {t("cardUnreachable.text")}
        </Notice>
      );
    case "terms": {
      const read = (
        <LinkButton href={termsPath(problem.terms)} target="_blank">
          {t("termsChanged.action")}
        </LinkButton>
      );
      return (
        <Notice tone="warn" urgent title={t("termsChanged.title")} action={read}>
          {t("termsChanged.text")}
        </Notice>
      );
    }
    case "price": {
      const amount = problem.totalMinor === undefined ? undefined : formatMoney(problem.totalMinor, currency, locale);
      return (
        <Notice tone="warn" urgent title={t("priceChanged.title")}>
          {amount === undefined ? t("priceChanged.unknown") : t("priceChanged.text", { amount })}
        </Notice>
      );
    }
    case "questions":
      return (
        <Notice tone="warn" urgent title={t("questionsChanged.title")}>
          {t("questionsChanged.text")}
        </Notice>
      );
    case "refused": {
      const code = SAID.find((known) => known === problem.code) ?? "other";
      const order = problem.orderNumber;
      const next = code === "other" ? undefined : NEXT[code];
      const toOrder = order ? <LinkButton href={`/orders/${order}`}>{t("refused.order")}</LinkButton> : null;
      const signIn = (
        <LinkButton href={`/sign-in?${new URLSearchParams({ next: page })}`}>{t("refused.signIn")}</LinkButton>
      );
      const action = code === "email_unproven" ? signIn : next ? <Next {...next} eventSlug={eventSlug} /> : null;
      return (
        <Notice tone="bad" urgent title={t("refused.title")} action={toOrder ?? action}>
          {t(`refused.${code}`)}
        </Notice>
      );
    }
    // These stand beside their fields.
    case "promo":
    case "answers":
    case "fields":
      return null;
  }
}

function Next({ to, words, eventSlug }: { to: string; words: "seats" | "event" | "queue"; eventSlug: string }) {
  const t = useTranslations("checkout.refused");
  return <LinkButton href={`/events/${eventSlug}${to}`}>{t(words)}</LinkButton>;
}

/** Where it goes on after a refusal that ends this payment. */
const NEXT: Partial<Record<(typeof SAID)[number], { to: string; words: "seats" | "event" | "queue" }>> = {
  not_found: { to: "/seats", words: "seats" },
  event_cancelled: { to: "", words: "event" },
  event_changed: { to: "", words: "event" },
  sale_closed: { to: "", words: "event" },
  access_ended: { to: "", words: "event" },
  seat_limit_exceeded: { to: "/seats", words: "seats" },
  queue_required: { to: "/queue", words: "queue" },
  wrong_browser: { to: "/queue?browser=other", words: "queue" },
};

/** The refusals with a text of their own; the endpoint's others mean that this page is broken or out of date. */
const SAID = [
  "email_unproven",
  "seat_limit_exceeded",
  "not_found",
  "order_closed",
  "idempotency_mismatch",
  "forbidden",
  "invalid_request",
  "unauthenticated",
  "event_cancelled",
  "event_changed",
  "sale_closed",
  "access_ended",
  "queue_required",
  "wrong_browser",
  "seller_cannot_be_paid",
  "payment_account_changed",
  "ticket_type_unavailable",
  "add_on_unavailable",
  "not_invoiceable",
] as const;
