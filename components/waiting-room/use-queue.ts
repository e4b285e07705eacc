import { useEffect, useState } from "react";
import type { QueuePassView, QueuePlace, QueueStatusView, QueueTicketView } from "#lib/waiting-room/contract";
import type { OwnTicket } from "./queue-view.ts";

/** The pause between two reads of the public status. A random part keeps a crowd from asking all at once. */
const POLL_MS = 3_000;
const SPREAD_MS = 2_000;

type Queue = { status: QueueStatusView; ticket: OwnTicket | undefined; isOffline: boolean };

/**
 * The queue as it moves. While the buyer waits, only the public status is read; the buyer's own ticket is read once after
 * the draw, for its number, and its pass is redeemed once the queue reaches that number. Calls `onEnter` on admission.
 */
export function useQueue(first: QueueStatusView, own: OwnTicket | undefined, onEnter: () => void): Queue {
  const [queue, setQueue] = useState<Queue>({ status: first, ticket: own, isOffline: false });

  // biome-ignore lint/correctness/useExhaustiveDependencies: the server's first answer is only the starting point.
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let isOver = false;
    let ticket = own;
    const base = `/api/v1/events/${first.event_id}/queue`;

    async function look(): Promise<void> {
      try {
        const status = await get<QueueStatusView>(`${base}/status`);
        if (ticket) ticket = await nextTicket(base, status, ticket);
        if (isOver) return;
        setQueue({ status, ticket, isOffline: false });
        if (ticket?.state === "admitted") return onEnter();
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

async function nextTicket(base: string, status: QueueStatusView, ticket: OwnTicket): Promise<OwnTicket> {
  if (status.phase !== "open" || ticket.state === "missed" || ticket.state === "ended") return ticket;
  // A ticket keeps its number while it waits, so a known number is not read again.
  if (ticket.number === null) {
    const { status: code, body } = await send<QueueTicketView>(base);
    return code === 201 ? body : ticket;
  }
  if (ticket.state !== "called" && status.serving_position < ticket.number) return ticket;
  // Both the pass and the refusal carry the ticket's present state.
  const { status: code, body } = await send<QueuePassView | QueuePlace>(`${base}/claim`);
  return code === 200 || code === 409 ? { ...ticket, state: body.state } : ticket;
}

async function get<T>(url: string): Promise<T> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`the queue answered ${response.status}`);
  return (await response.json()) as T;
}

/** Sends a POST and answers status and body, refusals included. Throws when the network fails. */
async function send<T>(url: string): Promise<{ status: number; body: T }> {
  const response = await fetch(url, { method: "POST", credentials: "same-origin" });
  return { status: response.status, body: (await response.json()) as T };
}
