"use client";

import { createContext, type ReactNode, useContext, useEffect, useLayoutEffect, useState } from "react";
import { asOneGuest } from "../api/as-one-guest.ts";
import { call } from "../api/call.ts";
import { PATIENCE_TO_JOIN_MS, proofKeeperOf, withProof } from "../challenges/with-proof.ts";
import { signWithBrowserKey } from "./browser-key.ts";

/** Until when the buyer's time inside lasts: epoch milliseconds of the server's clock, which is `offsetMs` ahead of the browser's. */
export type Inside = { readonly untilMs: number; readonly offsetMs: number };

const InsideContext = createContext<Inside | undefined>(undefined);

/** The buyer's time inside; undefined where the sale has no waiting room that asks for it. */
export function useTimeInside(): Inside | undefined {
  return useContext(InsideContext);
}

const HEARTBEAT_MS = 45_000;

export type TimeInsideProps = {
  eventId: number;
  /** As the server said with the page; `until` is null where no time inside is asked for. */
  first: { until: string | null; now: string };
  /** The buyer has a place inside that heartbeats extend. */
  isInside: boolean;
  /** Of a waiting room above a load: the page comes in while everyone may, and goes to the queue when it finds the room full as it opens. */
  queuePath?: string;
  /** When the time inside belongs to another browser, the page goes to where it says what to do, or says so itself. */
  otherBrowser: { path: string } | { notice: ReactNode };
  children: ReactNode;
};

/** Keeps the buyer's place inside while the page is open, and knows until when it lasts. */
export function TimeInside({ eventId, first, isInside, queuePath, otherBrowser, children }: TimeInsideProps) {
  const otherPath = "path" in otherBrowser ? otherBrowser.path : undefined;
  const hasRoom = isInside || first.until !== null || queuePath !== undefined;
  const [isElsewhere, setIsElsewhere] = useState(false);
  // Before the effects of the page inside: its first call may be a hold.
  useLayoutEffect(() => {
    if (hasRoom) signWithBrowserKey();
  }, [hasRoom]);
  const [inside, setInside] = useState<Inside | undefined>(() => insideOf(first.until, Date.parse(first.now)));
  // A page that was rendered before it was shown is told the clock again by the browser's own.
  useEffect(() => setInside(insideOf(first.until, Date.parse(first.now))), [first.until, first.now]);
  useEffect(() => {
    const params = { id: eventId };
    let hasPlace = isInside;
    let hadPlace = isInside;
    let isFirst = true;
    async function beat(): Promise<void> {
      const isOpening = isFirst;
      isFirst = false;
      if (hasPlace) {
        // The next beat makes up for a lost one, and the hold itself reports a lease that has ended.
        const claimed = await call("POST /api/v1/events/{id}/queue/claim", { params });
        // An automatic room may begin to ask for time inside, or end to, while the page is open.
        if (claimed.ok)
          setInside(insideOf(claimed.value.is_asked_for ? claimed.value.ends_at : null, claimed.serverNow));
        hasPlace = claimed.ok || !["not_found", "not_your_turn"].includes(claimed.refusal.code);
        const belongsElsewhere = !claimed.ok && claimed.refusal.code === "wrong_browser";
        setIsElsewhere(belongsElsewhere);
        if (belongsElsewhere && isOpening && otherPath !== undefined) window.location.assign(otherPath);
      }
      // A fan without a place asks for one: to claim what is not there would be a fault on their browser's console. Once a place has ended,
      // by paying in another tab perhaps, the page asks again only while everyone is let in: it would wait in a queue that nobody sees.
      if (hasPlace || queuePath === undefined || (hadPlace && !(await isFree()))) return;
      const joined = await withProof(
        proofKeeperOf(eventId),
        () => asOneGuest(() => call("POST /api/v1/events/{id}/queue", { params })),
        PATIENCE_TO_JOIN_MS,
      );
      hasPlace = joined.ok && joined.value.state === "admitted";
      const mustQueue = joined.ok ? !hasPlace : isOpening && joined.refusal.code === "challenge_required";
      hadPlace ||= hasPlace;
      if (mustQueue) window.location.assign(queuePath);
    }
    async function isFree(): Promise<boolean> {
      const status = await call("GET /api/v1/events/{id}/queue/status", { params });
      return status.ok && status.value.phase === "free";
    }
    if (!isInside && queuePath === undefined) return;
    // The first beat goes immediately: after a sign-in the buyer has another key, and the lease must move to it.
    void beat();
    const timer = setInterval(() => void beat(), HEARTBEAT_MS);
    return () => clearInterval(timer);
  }, [eventId, isInside, queuePath, otherPath]);
  return (
    <InsideContext value={inside}>
      {isElsewhere && first.until !== null && "notice" in otherBrowser ? otherBrowser.notice : null}
      {children}
    </InsideContext>
  );
}

function insideOf(until: string | null, serverNow: number | undefined): Inside | undefined {
  if (until === null) return undefined;
  return { untilMs: Date.parse(until), offsetMs: serverNow === undefined ? 0 : serverNow - Date.now() };
}
