"use client";

import { useFormatter, useTranslations } from "next-intl";
import { LiveRegion } from "#components/ui/live-region";
import { SeatsFilling } from "#components/waiting-room/seats-filling";
import { type QueueView, spokenPlace } from "./queue-view.ts";
import { waitText } from "./wait-text.ts";

/** The waiting buyer's place: people ahead, the range of the wait, the chance of seats, and a row of seats that fills. */
export function WaitingPlace({ view }: { view: Extract<QueueView, { kind: "waiting" }> }) {
  const t = useTranslations("queue");
  const format = useFormatter();
  const { ahead, range, chance, share } = view;
  const aheadText = t("waiting.ahead", { count: ahead });
  const wait = waitText(range, t);
  const mark = spokenPlace(ahead);
  const spoken = mark === 0 ? t("waiting.next") : t("waiting.spoken", { count: mark, wait });
  return (
    <div className="flex flex-col gap-8">
      <p className="flex flex-col gap-1">
        <span className="poster-type tabular text-[clamp(5rem,3rem+12vw,10rem)] text-accent" suppressHydrationWarning>
          {format.number(ahead)}
        </span>
        <span className="text-heading">{aheadText}</span>
      </p>
      <SeatsFilling share={share} label={t("waiting.way")} text={`${format.number(ahead)} ${aheadText}`} />
      <dl className="grid gap-x-10 gap-y-5 sm:grid-cols-2">
        <div>
          <dt className="text-ink-soft">{t("waiting.wait")}</dt>
          <dd className="tabular font-semibold text-heading">{wait}</dd>
        </div>
        <div>
          <dt className="text-ink-soft">{t("waiting.chance")}</dt>
          <dd className="font-semibold text-heading">{t(`waiting.${chance}`)}</dd>
        </div>
      </dl>
      <p className="max-w-prose text-ink-soft">{t("waiting.keep")}</p>
      <LiveRegion text={spoken} />
    </div>
  );
}
