"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import { LiveRegion } from "#components/ui/live-region";
import { countdownText, spokenMoment } from "../ui/countdown-text.ts";

/** It is the buyer's turn: how long the place is kept, and the way in. */
export function CalledPlace(props: {
  claimUntil: string | null;
  serverNow: string;
  enter: (text: string) => ReactNode;
}) {
  const t = useTranslations("queue.turn");
  const [leftMs, setLeftMs] = useState<number>();
  const [spoken, setSpoken] = useState("");
  const { claimUntil, serverNow } = props;
  // The server's clock when the turn was first seen; later looks do not move it.
  const [offsetMs] = useState(() => Date.parse(serverNow) - Date.now());
  useEffect(() => {
    if (claimUntil === null) return;
    let before = Number.POSITIVE_INFINITY;
    const tick = () => {
      const left = Date.parse(claimUntil) - Date.now() - offsetMs;
      const moment = spokenMoment(before, left);
      if (moment && Number.isFinite(before)) setSpoken(t("spoken", { seconds: moment }));
      before = left;
      setLeftMs(left);
    };
    tick();
    const timer = setInterval(tick, 500);
    return () => clearInterval(timer);
  }, [claimUntil, offsetMs, t]);
  return (
    <div className="flex flex-col items-start gap-6">
      <h2 className="poster-type text-poster">{t("title")}</h2>
      {leftMs === undefined ? null : (
        <p role="timer" aria-label={t("kept")} className="flex flex-col gap-1">
          <span className="text-ink-soft">{t("kept")}</span>
          <span className="poster-type tabular text-[clamp(3.5rem,3rem+5vw,6rem)] text-accent leading-none">
            {countdownText(leftMs)}
          </span>
        </p>
      )}
      <p className="max-w-prose text-lg">{t("text")}</p>
      {props.enter(t("enter"))}
      <LiveRegion text={t("title")} assertive />
      <LiveRegion text={spoken} />
    </div>
  );
}
