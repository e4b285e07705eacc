"use client";

import { useFormatter, useTranslations } from "next-intl";
import { LiveRegion } from "#components/ui/live-region";
import { LevelChances, type QueueLevel } from "#components/waiting-room/level-chances";
import { SeatsFilling } from "#components/waiting-room/seats-filling";
import { spokenPlace, type WaitingView } from "./queue-view.ts";
import { waitText } from "./wait-text.ts";

/** The waiting buyer's place: people ahead, a row of seats that fills, the range of the wait with its reason, the chance of each price. */
export function WaitingPlace(props: { view: WaitingView; levels: readonly QueueLevel[]; currency: string }) {
  const t = useTranslations("queue");
  const format = useFormatter();
  const { ahead, range, why, chances, share } = props.view;
  const aheadText = t("waiting.ahead", { count: ahead });
  const wait = waitText({ range, why }, t);
  const reason = why ? t(`waiting.why.${why}`) : "";
  const mark = spokenPlace(ahead);
  const spoken = mark === 0 ? t("waiting.next") : t("waiting.spoken", { count: mark, wait });
  return (
    <div className="flex flex-col gap-8">
      <p className="flex flex-col gap-1">
        <span
          className="poster-type tabular text-[clamp(4.5rem,3rem+10vw,9rem)] text-accent leading-none"
          suppressHydrationWarning
        >
          {format.number(ahead)}
        </span>
        <span className="text-heading">{aheadText}</span>
      </p>
      <SeatsFilling share={share} label={t("waiting.way")} text={`${format.number(ahead)} ${aheadText}`} />
      <div className="grid gap-x-12 gap-y-8 lg:grid-cols-2">
        <div className="flex flex-col gap-1">
          <p className="font-semibold">{t("waiting.wait")}</p>
          <p className="tabular font-semibold text-title" suppressHydrationWarning>
            {wait}
          </p>
          {range ? <p className="max-w-prose text-ink-soft text-sm">{t("waiting.nine")}</p> : null}
          {reason ? <p className="max-w-prose">{reason}</p> : null}
        </div>
        <LevelChances chances={chances} levels={props.levels} currency={props.currency} />
      </div>
      <LiveRegion text={spoken} />
      <LiveRegion text={reason} />
    </div>
  );
}
