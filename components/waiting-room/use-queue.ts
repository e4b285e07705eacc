import { useEffect, useState } from "react";
import type { QueueStatusWire } from "#lib/waiting-room/contract";
import { call } from "../api/call.ts";
import type { OwnTicket } from "./queue-view.ts";

/** The pause between two reads of the public status. A random part keeps a crowd from asking all at once. */
const POLL_MS = 3_000;
const SPREAD_MS = 2_000;

type Queue = { status: QueueStatusWire; ticket: OwnTicket | undefined; isOffline: boolean };

/**
 * The queue as it moves. While the buyer waits, only the public status is read; the buyer's own ticket is read once after
 * the draw, for its number, and its pass is redeemed once the queue reaches that number. Calls `onEnter` on admission.
 */
export function useQueue(first: QueueStatusWire, own: OwnTicket | undefined, onEnter: () => void): Queue {
  const [queue, setQueue] = useState<Queue>({ status: first, ticket: own, isOffline: false });

  // biome-ignore lint/correctness/useExhaustiveDependencies: the server's first answer is only the starting point.
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let isOver = false;
    let ticket = own;
    const params = { id: first.event_id };

    async function look(): Promise<void> {
      try {
        const read = await call("GET /api/v1/events/{id}/queue/status", { params });
        if (!read.ok) throw new Error(`the queue answered ${read.status}`);
        const status = read.value;
        if (ticket) ticket = await nextTicket(params, status, ticket);
        if (isOver) return;
        setQueue({ status, ticket, isOffline: false });
        if (ticket?.state === "admitted" || status.phase === "free") return onEnter();
      } catch {
        if (!isOver) setQueue((before) => ({ ...before, isOffline: true }));
      }
      plan();
    }

    function plan(): void {
      timer = setTimeout(() => void look(), POLL_MS + Math.random() * SPREAD_MS);
    }

    if (own?.state === "called") void look();
    else plan();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, []);

  return queue;
}

const isOver = ({ state }: OwnTicket) => state === "missed" || state === "ended" || state === "removed";

/** The ticket as it is now. Throws when the network fails. */
async function nextTicket(params: { id: number }, status: QueueStatusWire, ticket: OwnTicket): Promise<OwnTicket> {
  if (status.phase !== "open" || isOver(ticket)) return ticket;
  // A ticket keeps its number while it waits, so a known number is not read again.
  if (ticket.number === null) {
    const joined = await call("POST /api/v1/events/{id}/queue", { params });
    if (joined.ok) return joined.value;
    if (joined.refusal.code === "network") throw new Error("the queue did not answer");
    return ticket;
  }
  if (ticket.state !== "called" && status.serving_position < ticket.number) return ticket;
  const claimed = await call("POST /api/v1/events/{id}/queue/claim", { params });
  if (claimed.ok) return { ...ticket, state: claimed.value.state };
  if (claimed.refusal.code === "network") throw new Error("the queue did not answer");
  // The refusal carries the ticket's present state.
  return claimed.refusal.code === "not_your_turn" ? { ...ticket, state: claimed.refusal.state } : ticket;
}
