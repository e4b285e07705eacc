"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { useSeatRoom, useSession } from "#components/seat-map/seat-room";
import { LiveRegion } from "#components/ui/live-region";
import { classNames } from "../ui/class-names.ts";
import { countdownText } from "../ui/countdown-text.ts";
import { useDeadline } from "./use-deadline.ts";

/**
 * The time left to check out by the server's clock: of the hold, or of the time inside where that ends first. Announced at five, two
 * and one minute and at thirty seconds.
 */
export function HoldTimer() {
  const t = useTranslations("cart.timer");
  const { session } = useSeatRoom();
  const isHeld = useSession((state) => state.hold !== undefined);
  const deadline = useDeadline();
  const leftMs = deadline?.leftMs;

  // Each tick of the countdown lets the session look whether the hold is over.
  useEffect(() => {
    if (leftMs !== undefined) session.tick();
  }, [leftMs, session]);

  if (!isHeld || !deadline || leftMs === undefined) return null;
  const { moment } = deadline;
  return (
    <div className="leading-tight">
      <p className="text-ink-soft text-sm">{t(deadline.isCutShort ? "inside" : "heldFor")}</p>
      <p
        role="timer"
        aria-label={t(deadline.isCutShort ? "insideLabel" : "label")}
        className={classNames("tabular font-bold font-display text-2xl", leftMs < 60_000 && "text-bad")}
      >
        {countdownText(leftMs)}
      </p>
      <LiveRegion text={moment ? t("spoken", { seconds: moment, minutes: Math.floor(moment / 60) }) : ""} />
      <LiveRegion text={deadline.isCutShort ? t("cutShort") : ""} />
    </div>
  );
}
