"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useToast } from "#components/desk/toast/toaster";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { Notice } from "#components/ui/notice";
import { TextInput } from "#components/ui/text-input";
import type { SalePauseWire } from "#lib/reservations/pause-contract";
import { PAUSE_REASON_MAX } from "#lib/reservations/pause-rules";
import { call } from "../api/call.ts";
import { dateText } from "../ui/date-text.ts";

type Props = { event: { id: number; timeZone: string }; sale: SalePauseWire; maySet: boolean };

/** Whether the sale is paused, and the one switch that pauses it and lets it go on, each after saying what it does. */
export function SaleSwitch({ event, sale, maySet }: Props) {
  const t = useTranslations("sale-pause");
  const locale = useLocale();
  const [isAsked, setAsked] = useState(false);
  const change = sale.is_paused ? "resume" : "pause";
  const button = maySet ? (
    <Button
      variant={sale.is_paused ? "primary" : "secondary"}
      aria-haspopup="dialog"
      onClick={() => setAsked(true)}
      className="shrink-0"
    >
      {t(`${change}.button`)}
    </Button>
  ) : null;
  const textOf = (time: string) => dateText(time, { timeZone: event.timeZone, style: "kept", locale });
  return (
    <section aria-label={t("title")}>
      {sale.paused_at ? (
        <Notice tone="warn" title={t("pausedTitle")} action={button}>
          {t("pausedText", { since: textOf(sale.paused_at) })}
        </Notice>
      ) : maySet ? (
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
          <p className="max-w-prose text-ink-soft">{t("open")}</p>
          {button}
        </div>
      ) : null}
      {isAsked ? <Question eventId={event.id} change={change} close={() => setAsked(false)} /> : null}
    </section>
  );
}

type Asked = { eventId: number; change: "pause" | "resume"; close: () => void };

function Question({ eventId, change, close }: Asked) {
  const t = useTranslations("sale-pause");
  const toast = useToast();
  const router = useRouter();
  const [reason, setReason] = useState("");
  const [isPending, setPending] = useState(false);
  const id = useId();
  const run = async () => {
    if (isPending) return;
    setPending(true);
    const answer = await send(eventId, { change, reason });
    close();
    toast({ text: answer.ok ? t(`${change}.done`) : t(troubleOf(answer.refusal.code)) });
    router.refresh();
  };
  return (
    <Dialog
      open
      onClose={close}
      title={t(`${change}.title`)}
      footer={
        <>
          <Button variant="secondary" onClick={close}>
            {t("keep")}
          </Button>
          <Button aria-disabled={isPending || undefined} onClick={() => void run()}>
            {t(`${change}.button`)}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <p>{t(`${change}.text`)}</p>
        {change === "pause" ? (
          <Field id={id} label={t("reason")}>
            {(control) => (
              <TextInput
                {...control}
                value={reason}
                maxLength={PAUSE_REASON_MAX}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Field>
        ) : null}
      </div>
    </Dialog>
  );
}

function send(id: number, { change, reason }: { change: "pause" | "resume"; reason: string }) {
  if (change === "pause") return call("POST /api/v1/events/{id}/sale-pause", { params: { id }, body: { reason } });
  return call("DELETE /api/v1/events/{id}/sale-pause", { params: { id } });
}

function troubleOf(code: string): "forbidden" | "closed" | "failed" {
  if (code === "forbidden") return "forbidden";
  return code === "sale_closed" || code === "not_found" ? "closed" : "failed";
}
