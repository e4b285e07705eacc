"use client";

import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LinkButton } from "#components/ui/link-button";
import { LiveRegion } from "#components/ui/live-region";
import { Notice } from "#components/ui/notice";
import { SubmitButton } from "#components/ui/submit-button";
import { DrawClock } from "#components/waiting-room/draw-clock";
import { JoinForm } from "#components/waiting-room/join-form";
import { WaitingPlace } from "#components/waiting-room/waiting-place";
import type { QueueStatusWire } from "#lib/waiting-room/contract";
import { dateText } from "../ui/date-text.ts";
import { type OwnTicket, queueView } from "./queue-view.ts";
import { useQueue } from "./use-queue.ts";

type Action = (form: FormData) => Promise<void>;

/** The waiting room of one sale. Joining and entering are forms, so they work before any script has loaded. */
export function QueueRoom(props: {
  event: { slug: string; timeZone: string };
  status: QueueStatusWire;
  ticket: OwnTicket | undefined;
  join: Action;
  enter: Action;
}) {
  const t = useTranslations("queue");
  const { slug } = props.event;
  const queue = useQueue(props.status, props.ticket, () => window.location.assign(`/events/${slug}/seats`));
  const view = queueView(queue.status, queue.ticket);
  const opens = dateText(queue.status.opens_at, { timeZone: props.event.timeZone, style: "full", locale: useLocale() });
  const form = (action: Action, text: string, pendingText: string) => (
    <form action={action}>
      <input type="hidden" name="slug" value={slug} />
      <SubmitButton size="lg" pendingText={pendingText}>
        {text}
      </SubmitButton>
    </form>
  );
  const joinForm = (text: string) => (
    <JoinForm slug={slug} eventId={queue.status.event_id} join={props.join} text={text} />
  );
  return (
    <div className="flex flex-col gap-8">
      {queue.isOffline ? <Notice tone="warn">{t("offline")}</Notice> : null}
      {queue.status.is_paused && PAUSED_FOR.has(view.kind) ? (
        <Notice tone="warn" title={t("paused.title")}>
          {t(WITHOUT_PLACE.has(view.kind) ? "paused.outside" : "paused.text")}
        </Notice>
      ) : null}
      {view.kind === "waiting" ? <WaitingPlace view={view} /> : null}
      {view.kind === "outside" ? (
        <Saying
          title={t("outside.title")}
          text={view.isOpen ? t("outside.open") : t("outside.before", { time: opens })}
          note={t("people", { count: queue.status.waiting })}
          action={joinForm(t("outside.join"))}
        />
      ) : null}
      {view.kind === "before" ? (
        <Saying
          title={t("before.title")}
          text={t("before.text", { time: opens })}
          note={t("people", { count: queue.status.waiting })}
        >
          <DrawClock opensAt={queue.status.opens_at} serverNow={props.status.updated_at} label={t("before.until")} />
        </Saying>
      ) : null}
      {view.kind === "drawing" ? <Saying title={t("drawing.title")} text={t("drawing.text")} /> : null}
      {view.kind === "called" ? (
        <Saying
          title={t("turn.title")}
          text={t("turn.text")}
          action={form(props.enter, t("turn.enter"), t("turn.entering"))}
        />
      ) : null}
      {view.kind === "over" || view.kind === "removed" ? (
        <Saying title={t(`${view.kind}.title`)} text={t(`${view.kind}.text`)} action={joinForm(t("over.join"))} />
      ) : null}
      {view.kind === "closed" || view.kind === "cancelled" ? (
        <Saying
          title={t(`${view.kind}.title`)}
          text={t(`${view.kind}.text`)}
          action={<LinkButton href={`/events/${slug}`}>{t("closed.back")}</LinkButton>}
        />
      ) : null}
    </div>
  );
}

/** To whom it matters that nobody is called now. */
const PAUSED_FOR: ReadonlySet<string> = new Set(["waiting", "outside", "drawing", "before", "over", "removed"]);

const WITHOUT_PLACE: ReadonlySet<string> = new Set(["outside", "over", "removed"]);

/** A state of the queue in words, announced to screen readers when it begins. */
function Saying(props: { title: string; text: string; note?: string; action?: ReactNode; children?: ReactNode }) {
  return (
    <div className="flex flex-col items-start gap-6">
      <h2 className="poster-type text-poster">{props.title}</h2>
      {props.children}
      <p className="max-w-prose text-lg">{props.text}</p>
      {props.note ? <p className="tabular text-ink-soft">{props.note}</p> : null}
      {props.action}
      <LiveRegion text={props.title} />
    </div>
  );
}
