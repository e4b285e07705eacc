"use client";

import { useEffect } from "react";

const HEARTBEAT_MS = 45_000;

/** Tells the waiting room that somebody who was let in is still here, as long as the page is open. Shows nothing. */
export function LeaseBeat({ eventId }: { eventId: number }) {
  useEffect(() => {
    const url = `/api/v1/events/${eventId}/queue/claim`;
    // One beat that is lost is made good by the next; a lease that ended is told of by the hold itself.
    const beat = () => void fetch(url, { method: "POST", credentials: "same-origin" }).catch(() => undefined);
    // At once, too: whoever signed in since the place was taken has another key now, and the lease follows.
    beat();
    const timer = setInterval(beat, HEARTBEAT_MS);
    return () => clearInterval(timer);
  }, [eventId]);
  return null;
}
