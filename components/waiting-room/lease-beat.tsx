"use client";

import { useEffect } from "react";
import { call } from "../api/call.ts";

const HEARTBEAT_MS = 45_000;

/** Sends the heartbeat of an admitted buyer's lease while the page is open. Renders nothing. */
export function LeaseBeat({ eventId }: { eventId: number }) {
  useEffect(() => {
    // The next beat makes up for a lost one, and the hold itself reports a lease that has ended.
    const beat = () => void call("POST /api/v1/events/{id}/queue/claim", { params: { id: eventId } });
    // The first beat goes immediately: after a sign-in the buyer has another key, and the lease must move to it.
    beat();
    const timer = setInterval(beat, HEARTBEAT_MS);
    return () => clearInterval(timer);
  }, [eventId]);
  return null;
}
