"use client";

import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LinkButton } from "#components/ui/link-button";
import { LiveRegion } from "#components/ui/live-region";
import { Notice } from "#components/ui/notice";
import { SubmitButton } from "#components/ui/submit-button";
import { CalledPlace } from "#components/waiting-room/called-place";
import { DrawClock } from "#components/waiting-room/draw-clock";
import { DrawProof } from "#components/waiting-room/draw-proof";
import { JoinForm } from "#components/waiting-room/join-form";
import { KeepPlace } from "#components/waiting-room/keep-place";
import type { QueueLevel } from "#components/waiting-room/level-chances";
import { SignalSettings } from "#components/waiting-room/signal-settings";
import { WaitingPlace } from "#components/waiting-room/waiting-place";
import type { QueueStatusWire } from "#lib/waiting-room/contract";
import { dateText } from "../ui/date-text.ts";
import type { OwnTicket } from "./own-ticket.ts";
import { type QueueView, queueView } from "./queue-view.ts";
import { useQueue } from "./use-queue.ts";
import { useTurnSignals } from "./use-turn-signals.ts";

type Action = (form: FormData) => Promise<void>;

export type QueueRoomProps = {
  event: { slug: string; title: string; timeZone: string; currency: string; levels: readonly QueueLevel[] };
  status: QueueStatusWire;
  ticket: OwnTicket | undefined;
  /** People come in the order of arrival, so that there is no draw to check. */
  hasNoDraw: boolean;
  hasLeft: boolean;
  join: Action;
  enter: Action;
  leave: Action;
};

/** The waiting room of one sale. Joining, entering and leaving are forms, so they work before any script has loaded. */
export function QueueRoom(props: QueueRoomProps) {
  const t = useTranslations("queue");
  const { slug, title, timeZone } = props.event;
  const queue = useQueue({ ...props, onEnter: () => window.location.assign(`/events/${slug}/seats`) });
  const { status, ticket, shown } = queue;
  const view = queueView(status, ticket, shown);
  const isTurn = ticket !== undefined && !queue.isElsewhere && (view.kind === "called" || view.kind === "entering");
  const signals = useTurnSignals(isTurn, { title: t("turn.tab", { title }), body: t("turn.text") });
  const join = (text: string) => <JoinForm slug={slug} eventId={status.event_id} join={props.join} text={text} />;
  const enter = (text: string) => (
    <form action={props.enter}>
      <input type="hidden" name="slug" value={slug} />
      <SubmitButton size="lg" pendingText={t("turn.entering")}>
        {text}
      </SubmitButton>
    </form>
  );
  const isIn = HAS_PLACE.has(view.kind) && !queue.isElsewhere;
  return (
    <div className="flex flex-col gap-8">
      {queue.link === "online" ? null : <Notice tone="warn">{t(queue.link)}</Notice>}
      {props.hasLeft && !isIn && view.kind !== "ended" ? <Notice tone="good">{t("left")}</Notice> : null}
      {status.is_paused && PAUSED_FOR.has(view.kind) ? (
        <Notice tone="warn" title={t("paused.title")}>
          {t(WITHOUT_PLACE.has(view.kind) ? "paused.outside" : "paused.text")}
        </Notice>
      ) : null}
      {view.kind === "waiting" &&
      !status.is_paused &&
      (status.held_back === "outage" || status.held_back === "stock") ? (
        <Notice tone="warn" title={t(`held.${status.held_back}.title`)}>
          {t(`held.${status.held_back}.text`)}
        </Notice>
      ) : null}
      {queue.isElsewhere ? (
        <Saying title={t("elsewhere.title")} text={t("elsewhere.text")} action={enter(t("elsewhere.here"))} />
      ) : (
        <Place
          {...{ view, status, join, enter }}
          firstStatus={props.status}
          event={props.event}
          hasLeft={props.hasLeft}
        />
      )}
      {isIn && view.kind !== "called" ? <SignalSettings signals={signals} /> : null}
      {isIn ? <KeepPlace slug={slug} passSeconds={status.pass_seconds} leave={props.leave} /> : null}
      {props.hasNoDraw && status.draw.tickets === 0 ? null : (
        <DrawProof status={status} ticket={ticket} timeZone={timeZone} />
      )}
    </div>
  );
}

const HAS_PLACE: ReadonlySet<string> = new Set(["before", "drawing", "waiting", "called"]);

/** To whom it matters that nobody is called now. */
const PAUSED_FOR: ReadonlySet<string> = new Set([
  ...["waiting", "outside", "drawing", "before", "missed", "ended", "removed"],
]);

const WITHOUT_PLACE: ReadonlySet<string> = new Set(["outside", "missed", "ended", "removed"]);

type Form = (text: string) => ReactNode;

/** Where the buyer stands, in words, with the one next step. */
function Place(props: {
  view: QueueView;
  status: QueueStatusWire;
  firstStatus: QueueStatusWire;
  event: QueueRoomProps["event"];
  hasLeft: boolean;
  join: Form;
  enter: Form;
}) {
  const t = useTranslations("queue");
  const locale = useLocale();
  const { view, status, event } = props;
  const isCalm = view.kind === "outside" && view.isOpen && status.waiting === 0;
  const opens = dateText(status.opens_at, { timeZone: event.timeZone, style: "full", locale });
  switch (view.kind) {
    case "waiting":
      return <WaitingPlace view={view} levels={event.levels} currency={event.currency} />;
    case "outside":
      return (
        <Saying
          title={t(isCalm ? "outside.calm" : "outside.title")}
          text={view.isOpen ? t(isCalm ? "outside.first" : "outside.open") : t("outside.before", { time: opens })}
          note={t("people", { count: status.waiting })}
          action={props.join(t("outside.join"))}
        />
      );
    case "before":
      return (
        <Saying
          title={t("before.title")}
          text={t("before.text", { time: opens })}
          note={t("people", { count: status.waiting })}
        >
          <DrawClock opensAt={status.opens_at} serverNow={props.firstStatus.updated_at} label={t("before.until")} />
        </Saying>
      );
    case "drawing":
    case "entering":
      return <Saying title={t(`${view.kind}.title`)} text={t(`${view.kind}.text`)} />;
    case "called":
      return <CalledPlace claimUntil={view.claimUntil} serverNow={status.updated_at} enter={props.enter} />;
    case "missed":
    case "ended":
    case "removed": {
      const kind = view.kind === "ended" && props.hasLeft ? "gone" : view.kind;
      return <Saying title={t(`${kind}.title`)} text={t(`${kind}.text`)} action={props.join(t("again"))} />;
    }
    case "closed":
    case "cancelled":
      return (
        <Saying
          title={t(`${view.kind}.title`)}
          text={t(`${view.kind}.text`)}
          action={<LinkButton href={`/events/${event.slug}`}>{t("closed.back")}</LinkButton>}
        />
      );
  }
}

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
