"use client";

import { useTranslations } from "next-intl";
import { WebhookNotice } from "#components/organizer/webhook-notice";
import { Badge, type BadgeTone } from "#components/ui/badge";
import { Card } from "#components/ui/card";
import { SubmitButton } from "#components/ui/submit-button";
import type { DeliveryWire } from "#lib/notifications/webhooks/webhook-contract";
import { useFormAction } from "../ui/use-form-action.ts";
import type { WebhookAction } from "./webhook-form-state.ts";

/** A delivery with its moments in words; undefined for what never was or will not be. */
export type LogEntry = { delivery: DeliveryWire; made: string; tried: string | undefined; next: string | undefined };

/** The deliveries with their results. Each can be sent again while the webhook is on. */
export function WebhookLog(props: { entries: readonly LogEntry[]; replay: WebhookAction; isOn: boolean }) {
  const t = useTranslations("webhooks");
  const [state, replay] = useFormAction(props.replay, {});
  return (
    <>
      <WebhookNotice state={state} />
      <Card flush>
        <ul aria-label={t("log.title")} className="divide-y divide-line">
          {props.entries.map((entry) => (
            <li
              key={entry.delivery.id}
              className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-5 py-3"
            >
              <Outcome {...entry} />
              {props.isOn ? (
                <form action={replay}>
                  <input type="hidden" name="delivery_id" value={entry.delivery.id} />
                  <SubmitButton variant="quiet" className="-ml-4 sm:ml-0" pendingText={t("pending")}>
                    {t("log.replay")}
                    <span className="sr-only">: {entry.delivery.message_id}</span>
                  </SubmitButton>
                </form>
              ) : null}
            </li>
          ))}
        </ul>
      </Card>
    </>
  );
}

function Outcome({ delivery, made, tried, next }: LogEntry) {
  const t = useTranslations("webhooks");
  const answer =
    delivery.status === null
      ? delivery.failure && t.has(`failures.${delivery.failure as "timeout"}`)
        ? t(`failures.${delivery.failure as "timeout"}`)
        : null
      : t("log.status", { status: delivery.status });
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <p className="flex flex-wrap items-center gap-2">
        <Badge tone={TONES[delivery.state]}>{t(`log.states.${delivery.state}`)}</Badge>
        <span className="font-semibold">{delivery.type}</span>
        <code className="break-all text-ink-soft text-sm">{delivery.message_id}</code>
      </p>
      <p className="tabular text-ink-soft text-sm">
        {[
          made,
          t("log.attempts", { count: delivery.attempts }),
          answer,
          delivery.duration_ms === null ? null : `${delivery.duration_ms} ms`,
          tried ? t("log.tried", { date: tried }) : null,
          next ? t("log.next", { date: next }) : null,
        ]
          .filter((part) => part !== null)
          .join(" · ")}
      </p>
    </div>
  );
}

const TONES: Record<DeliveryWire["state"], BadgeTone> = { pending: "neutral", delivered: "good", abandoned: "bad" };
