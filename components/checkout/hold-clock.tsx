"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button } from "#components/ui/button";
import { Icon } from "#components/ui/icon";
import { LiveRegion } from "#components/ui/live-region";
import { useTimeInside } from "#components/waiting-room/time-inside";
import { countdownText, spokenMoment } from "../ui/countdown-text.ts";
import { deadlineOf } from "../waiting-room/deadline.ts";
import { extendReservation } from "./pay-client.ts";

/**
 * The time left to pay, by the server's clock, said aloud at 5, 2 and 1 minute and 30 seconds, and longer by one press
 * (WCAG 2.2.1). Where the time inside a sale ends before the hold it is that time, which cannot be longer: others wait. `onEnd` is called
 * once when it has run out.
 */
export function HoldClock(props: {
  reservationId: string;
  expiresAt: string;
  serverNow: string;
  extensionsLeft: number;
  holdSeconds: number;
  onEnd: (ended: "hold" | "inside") => void;
}) {
  const t = useTranslations("checkout.clock");
  const refused = useTranslations("checkout.refused");
  const { reservationId, holdSeconds, onEnd } = props;
  const [hold, setHold] = useState({ expiresAt: props.expiresAt, extensionsLeft: props.extensionsLeft });
  const inside = useTimeInside();
  const deadline = deadlineOf({ holdUntilMs: Date.parse(hold.expiresAt), insideUntilMs: inside?.untilMs });
  const { atMs = 0, ends = "hold", isCutShort = false } = deadline ?? {};
  const [leftMs, setLeftMs] = useState(() => atMs - Date.parse(props.serverNow));
  const [said, setSaid] = useState("");
  const [isAsking, setIsAsking] = useState(false);
  const offsetMs = useRef<number | undefined>(undefined);
  const end = useRef(onEnd);
  end.current = onEnd;

  useEffect(() => {
    offsetMs.current ??= Date.parse(props.serverNow) - Date.now();
    let before = Number.POSITIVE_INFINITY;
    const tick = () => {
      const left = atMs - Date.now() - (offsetMs.current ?? 0);
      const moment = spokenMoment(before, left);
      if (moment && Number.isFinite(before)) setSaid(t("spoken", { seconds: String(moment) }));
      before = left;
      setLeftMs(left);
      if (left > 0) return;
      clearInterval(timer);
      end.current(ends);
    };
    const timer = setInterval(tick, 500);
    tick();
    return () => clearInterval(timer);
  }, [atMs, ends, props.serverNow, t]);

  async function extend() {
    setIsAsking(true);
    const answer = await extendReservation(reservationId, holdSeconds);
    setIsAsking(false);
    if (answer.kind === "extended") setHold(answer);
    if (answer.kind === "refused") setHold((now) => ({ ...now, extensionsLeft: 0 }));
    // A hold that may go no further is refused by name; else it was extended before.
    setSaid(answer.kind === "refused" && answer.code ? refused(answer.code) : t(answer.kind));
  }

  const isShort = leftMs <= 120_000;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <p
        role="timer"
        aria-label={t(isCutShort ? "inside" : "label")}
        className={`flex items-center gap-2 font-semibold ${isShort ? "text-bad" : ""}`}
      >
        <Icon name="clock" className="size-5 shrink-0" />
        <span className="font-normal text-ink-soft text-sm">{t(isCutShort ? "inside" : "label")}</span>
        <span className="tabular min-w-[3ch] text-xl" suppressHydrationWarning>
          {countdownText(leftMs)}
        </span>
      </p>
      {isCutShort ? <p className="w-full text-sm">{t("cutShort")}</p> : null}
      {Math.min(hold.extensionsLeft, props.extensionsLeft) > 0 && !isCutShort ? (
        <Button variant="secondary" aria-disabled={isAsking || undefined} onClick={isAsking ? undefined : extend}>
          {isAsking ? t("extending") : t("more")}
        </Button>
      ) : null}
      <LiveRegion text={said} />
    </div>
  );
}
