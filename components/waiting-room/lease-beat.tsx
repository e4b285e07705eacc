"use client";

import { useEffect } from "react";
import { asOneGuest } from "../api/as-one-guest.ts";
import { call } from "../api/call.ts";
import { proofKeeperOf, withProof } from "../challenges/with-proof.ts";

const HEARTBEAT_MS = 45_000;

/**
 * Sends the heartbeat of the buyer's lease while the page is open. With `queuePath`, of a waiting room above a load, it also comes in while
 * everyone may, and a page that finds the room full when it opens goes to the queue. Renders nothing.
 */
export function LeaseBeat({ eventId, queuePath }: { eventId: number; queuePath?: string }) {
  useEffect(() => {
    const params = { id: eventId };
    let isOpened = false;
    async function beat(): Promise<void> {
      const isFirst = !isOpened;
      isOpened = true;
      // The next beat makes up for a lost one, and the hold itself reports a lease that has ended.
      const claimed = await call("POST /api/v1/events/{id}/queue/claim", { params });
      const isOutside = !claimed.ok && ["not_found", "not_your_turn"].includes(claimed.refusal.code);
      if (!isOutside || queuePath === undefined) return;
      const joined = await withProof(proofKeeperOf(eventId), () =>
        asOneGuest(() => call("POST /api/v1/events/{id}/queue", { params })),
      );
      if (isFirst && joined.ok && joined.value.state !== "admitted") window.location.assign(queuePath);
    }
    // The first beat goes immediately: after a sign-in the buyer has another key, and the lease must move to it.
    void beat();
    const timer = setInterval(() => void beat(), HEARTBEAT_MS);
    return () => clearInterval(timer);
  }, [eventId, queuePath]);
  return null;
}
