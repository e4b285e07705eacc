"use client";

import { useEffect, useState } from "react";
import { countdownText } from "../ui/countdown-text.ts";

/** The time until the draw by the server's clock. Renders nothing afterwards, when the queue's own text takes over. */
export function DrawClock({ opensAt, serverNow, label }: { opensAt: string; serverNow: string; label: string }) {
  const [leftMs, setLeftMs] = useState(() => Date.parse(opensAt) - Date.parse(serverNow));
  useEffect(() => {
    const offsetMs = Date.parse(serverNow) - Date.now();
    const timer = setInterval(() => setLeftMs(Date.parse(opensAt) - Date.now() - offsetMs), 500);
    return () => clearInterval(timer);
  }, [opensAt, serverNow]);
  if (leftMs <= 0) return null;
  return (
    <p role="timer" aria-label={label} className="flex flex-col gap-1">
      <span className="text-ink-soft">{label}</span>
      <span className="poster-type tabular text-[clamp(4rem,3rem+8vw,8rem)] text-accent">{countdownText(leftMs)}</span>
    </p>
  );
}
