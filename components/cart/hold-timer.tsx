"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useSeatRoom, useSession } from "#components/seat-map/seat-room";
import { LiveRegion } from "#components/ui/live-region";
import { classNames } from "../ui/class-names.ts";
import { countdownText, spokenMoment } from "../ui/countdown-text.ts";

/** The remaining time of the hold by the server's clock. Announced at five, two and one minute and at thirty seconds. */
export function HoldTimer() {
  const t = useTranslations("cart.timer");
  const { session } = useSeatRoom();
  const hold = useSession((state) => state.hold);
  const clockOffset = useSession((state) => state.clockOffset);
  const [left, setLeft] = useState<number>();
  const [spoken, setSpoken] = useState("");
  const before = useRef<number>(undefined);
  const expiresAt = hold?.expiresAt;

  useEffect(() => {
    if (expiresAt === undefined) return;
    before.current = undefined;
    const tick = () => {
      const now = expiresAt - Date.now() - clockOffset;
      const moment = before.current === undefined ? undefined : spokenMoment(before.current, now);
      if (moment !== undefined) setSpoken(t("spoken", { seconds: moment, minutes: Math.floor(moment / 60) }));
      before.current = now;
      setLeft(now);
      session.tick();
    };
    tick();
    const timer = setInterval(tick, 500);
    return () => clearInterval(timer);
  }, [expiresAt, clockOffset, session, t]);

  if (!hold || left === undefined) return null;
  return (
    <div className="leading-tight">
      <p className="text-ink-soft text-sm">{t("heldFor")}</p>
      <p
        role="timer"
        aria-label={t("label")}
        className={classNames("tabular font-bold font-display text-2xl", left < 60_000 && "text-bad")}
      >
        {countdownText(left)}
      </p>
      <LiveRegion text={spoken} />
    </div>
  );
}
