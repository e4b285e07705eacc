import { useEffect, useState } from "react";
import { type SPOKEN_AT_SECONDS, spokenMoment } from "./countdown-text.ts";

export type Countdown = {
  /** Milliseconds left; undefined before the page runs, and without an end. */
  readonly leftMs: number | undefined;
  /** The last moment that is worth reading out and was passed while the page looked on, in seconds left. */
  readonly moment: (typeof SPOKEN_AT_SECONDS)[number] | undefined;
};

/** Counts down to a time of the server's clock, which is `offsetMs` ahead of the browser's. */
export function useCountdown(endMs: number | undefined, offsetMs: number): Countdown {
  const [countdown, setCountdown] = useState<Countdown>({ leftMs: undefined, moment: undefined });
  useEffect(() => {
    if (endMs === undefined) return setCountdown({ leftMs: undefined, moment: undefined });
    let before: number | undefined;
    const tick = () => {
      const leftMs = endMs - Date.now() - offsetMs;
      const moment = before === undefined ? undefined : spokenMoment(before, leftMs);
      before = leftMs;
      setCountdown((last) => ({ leftMs, moment: moment ?? last.moment }));
    };
    tick();
    const timer = setInterval(tick, 500);
    return () => clearInterval(timer);
  }, [endMs, offsetMs]);
  return countdown;
}
