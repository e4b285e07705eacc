"use client";

import { useFormatter, useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button";
import { Icon, type IconName } from "#components/ui/icon";
import { Notice } from "#components/ui/notice";
import { Progress } from "#components/ui/progress";
import type { QueueStatusWire } from "#lib/waiting-room/contract";
import { dateText } from "../ui/date-text.ts";
import { DRAW_STEPS, type DrawStep, type Verdict } from "./check-draw.ts";
import type { OwnTicket } from "./own-ticket.ts";
import { type DrawCheck as Check, useDrawCheck } from "./use-draw-check.ts";

/** Checks the draw in the reader's browser, step by step, and says what it found. */
export function DrawCheck(props: {
  status: Pick<QueueStatusWire, "event_id" | "draw">;
  ticket: OwnTicket | undefined;
  timeZone: string;
}) {
  const t = useTranslations("queue.check");
  const { check, start } = useDrawCheck(props.status, props.ticket);
  const isBusy = check.phase === "checking";
  const hasNumber = props.ticket !== undefined && props.ticket.number !== null;
  return (
    <div className="flex flex-col items-start gap-4">
      <Button variant="secondary" aria-disabled={isBusy || undefined} onClick={isBusy ? undefined : () => void start()}>
        {isBusy ? t("checking") : t(hasNumber ? "own" : "all")}
      </Button>
      {check.phase === "failed" ? (
        <Notice tone="warn" urgent>
          {t(check.why)}
        </Notice>
      ) : null}
      {check.phase === "checking" || check.phase === "done" ? (
        <Steps check={check} ticket={props.ticket} timeZone={props.timeZone} />
      ) : null}
      <div role="status" className="w-full">
        {check.phase === "done" ? <Result verdicts={check.verdicts} tickets={check.tickets} /> : null}
      </div>
    </div>
  );
}

const LOOKS = {
  right: { icon: "check", look: "text-good" },
  behind: { icon: "info", look: "text-ink" },
  wrong: { icon: "alert", look: "text-bad" },
} as const satisfies Record<Verdict, { icon: IconName; look: string }>;

function Steps(props: {
  check: Extract<Check, { phase: "checking" | "done" }>;
  ticket: OwnTicket | undefined;
  timeZone: string;
}) {
  const t = useTranslations("queue.check");
  const format = useFormatter();
  const locale = useLocale();
  const { verdicts, share, tickets, notedAt } = props.check;
  const steps = DRAW_STEPS.filter((step) => step !== "own" || (props.ticket?.number ?? null) !== null);
  const noted = notedAt
    ? t("noted", { moment: dateText(notedAt, { timeZone: props.timeZone, style: "kept", locale }) })
    : t("notNoted");
  return (
    <ol className="flex w-full flex-col gap-3">
      {steps.map((step) => (
        <Step key={step} verdict={verdicts[step]} title={t(`steps.${step}.title`)}>
          {wordsOf(step, verdicts[step], {
            text: (key) =>
              t(`steps.${step}.${key}`, {
                count: tickets,
                number: props.ticket?.number ?? 0,
              }),
            behind: t("steps.own.behind", { count: tickets, number: props.ticket?.number ?? 0 }),
            noted,
          })}
          {step === "order" && verdicts.order === undefined && share > 0 ? (
            <Progress
              label={t("computing")}
              value={Math.round(share * 100)}
              text={format.number(share, { style: "percent" })}
              className="mt-2 max-w-xs"
            />
          ) : null}
        </Step>
      ))}
    </ol>
  );
}

function wordsOf(
  step: DrawStep,
  verdict: Verdict | undefined,
  say: { text: (key: "what" | "right" | "wrong") => string; behind: string; noted: string },
): string {
  const { text, behind, noted } = say;
  if (verdict === undefined) return text("what");
  if (verdict === "wrong") return text("wrong");
  if (verdict === "behind") return behind;
  return step === "seal" ? `${text("right")} ${noted}` : text("right");
}

function Step(props: { verdict: Verdict | undefined; title: string; children: ReactNode }) {
  const t = useTranslations("queue.check");
  const { verdict } = props;
  const look = verdict ? LOOKS[verdict] : undefined;
  return (
    <li className="flex gap-3">
      <span className={`grid size-6 shrink-0 place-items-center ${look?.look ?? "text-ink-soft"}`}>
        {look ? <Icon name={look.icon} className="size-5" /> : <span aria-hidden="true">…</span>}
      </span>
      <div className="min-w-0 flex-1">
        <p className="font-semibold text-ink">
          {props.title}
          {verdict ? <span className="sr-only">: {t(`verdict.${verdict}`)}</span> : null}
        </p>
        <div className="text-sm">{props.children}</div>
      </div>
    </li>
  );
}

function Result({ verdicts, tickets }: { verdicts: Partial<Record<DrawStep, Verdict>>; tickets: number }) {
  const t = useTranslations("queue.check");
  const isWrong = Object.values(verdicts).includes("wrong");
  if (isWrong)
    return (
      <Notice tone="bad" title={t("wrong.title")}>
        {t("wrong.text")}
      </Notice>
    );
  return (
    <Notice tone="good" title={t("right.title")}>
      {t("right.text", { count: tickets })}
    </Notice>
  );
}
