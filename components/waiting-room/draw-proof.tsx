"use client";

import { useTranslations } from "next-intl";
import { Icon } from "#components/ui/icon";
import { DrawCheck } from "#components/waiting-room/draw-check";
import type { QueueStatusWire } from "#lib/waiting-room/contract";
import type { OwnTicket } from "./own-ticket.ts";

/** Shows that no one can jump this queue: the draw's sealed hash beforehand, and afterwards the check of it, here or without us. */
export function DrawProof(props: {
  status: Pick<QueueStatusWire, "event_id" | "draw">;
  ticket: OwnTicket | undefined;
  timeZone: string;
}) {
  const t = useTranslations("queue.fair");
  const { event_id: eventId, draw } = props.status;
  return (
    <details className="group rounded-card border border-line px-5 py-1">
      <summary className="flex min-h-touch list-none items-center justify-between gap-3 font-semibold [&::-webkit-details-marker]:hidden">
        {t("title")}
        <Icon
          name="chevron-down"
          className="size-5 shrink-0 transition-transform duration-base group-open:rotate-180"
        />
      </summary>
      <div className="flex flex-col gap-4 pb-5 text-ink-soft">
        <p className="max-w-prose">{t("text")}</p>
        <p>
          {t("seal")}
          <code className="mt-1 block break-all font-mono text-ink text-sm">{draw.seed_hash}</code>
        </p>
        {draw.drawn_at ? (
          <>
            <DrawCheck {...props} />
            <div className="max-w-prose text-sm">
              <p>{t("without")}</p>
              <pre className="mt-2 whitespace-pre-wrap break-all rounded-control bg-sunken px-3 py-2 font-mono text-ink">
                {`node check-draw.mjs draw.json ${props.ticket?.id ?? "TICKET"}`}
              </pre>
              <p className="mt-1 flex flex-wrap gap-x-6">
                <a
                  className="inline-flex min-h-touch items-center text-accent underline"
                  href={`/api/v1/events/${eventId}/queue/draw`}
                  download="draw.json"
                >
                  {t("record", { count: draw.tickets })}
                </a>
                <a
                  className="inline-flex min-h-touch items-center text-accent underline"
                  href="/check-draw.mjs"
                  download="check-draw.mjs"
                >
                  {t("script")}
                </a>
              </p>
            </div>
          </>
        ) : null}
      </div>
    </details>
  );
}
