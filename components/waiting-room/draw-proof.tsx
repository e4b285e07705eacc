import { useTranslations } from "next-intl";
import { Icon } from "#components/ui/icon";
import type { QueueStatusWire } from "#lib/waiting-room/contract";

/** Shows that no one can jump this queue: the draw's sealed hash beforehand, and afterwards the record to check it. */
export function DrawProof({ eventId, draw }: { eventId: number; draw: QueueStatusWire["draw"] }) {
  const t = useTranslations("queue.fair");
  return (
    <details className="group rounded-card border border-line px-5 py-1">
      <summary className="flex min-h-touch list-none items-center justify-between gap-3 font-semibold [&::-webkit-details-marker]:hidden">
        {t("title")}
        <Icon
          name="chevron-down"
          className="size-5 shrink-0 transition-transform duration-base group-open:rotate-180"
        />
      </summary>
      <div className="flex flex-col gap-3 pb-5 text-ink-soft">
        <p className="max-w-prose">{t("text")}</p>
        <p>
          {t("seal")}
          <code className="mt-1 block break-all font-mono text-ink text-sm">{draw.seed_hash}</code>
        </p>
        {draw.drawn_at ? (
          <p>
            <a
              className="inline-flex min-h-touch items-center text-accent underline"
              href={`/api/v1/events/${eventId}/queue/draw`}
            >
              {t("check", { count: draw.tickets })}
            </a>
          </p>
        ) : null}
      </div>
    </details>
  );
}
