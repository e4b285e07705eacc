import { useEffect, useState } from "react";
import type { QueuePassView, QueuePlace, QueueStatusView, QueueTicketView } from "#lib/waiting-room/contract";
import type { OwnTicket } from "./line-view.ts";

/** Between two looks at the public line; each browser's own, so that a crowd does not ask in step. */
const POLL_MS = 3_000;
const SPREAD_MS = 2_000;

type Line = { status: QueueStatusView; ticket: OwnTicket | undefined; isOffline: boolean };

/**
 * The line as it moves. Asks the public status alone while it is not one's turn; the own ticket is asked for once after the
 * draw, for its number, and when the line has come to it: then it is claimed. `onEnter` is called when one is let in.
 */
export function useLine(first: QueueStatusView, own: OwnTicket | undefined, onEnter: () => void): Line {
  const [line, setLine] = useState<Line>({ status: first, ticket: own, isOffline: false });

  // biome-ignore lint/correctness/useExhaustiveDependencies: what the server said is where it begins.
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
        setLine({ status, ticket, isOffline: false });
        if (ticket?.state === "admitted") return onEnter();
      } catch {
        if (!isOver) setLine((before) => ({ ...before, isOffline: true }));
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

  return line;
}

async function nextTicket(base: string, status: QueueStatusView, ticket: OwnTicket): Promise<OwnTicket> {
  if (status.phase !== "open" || ticket.state === "missed" || ticket.state === "ended") return ticket;
  // A ticket keeps its number while it waits: once known it is never asked for again.
  if (ticket.number === null) {
    const { status: code, body } = await send<QueueTicketView>(base);
    return code === 201 ? body : ticket;
  }
  if (ticket.state !== "called" && status.serving_position < ticket.number) return ticket;
  // A pass and the refusal of who comes too early or too late both say where the ticket stands now.
  const { status: code, body } = await send<QueuePassView | QueuePlace>(`${base}/claim`);
  return code === 200 || code === 409 ? { ...ticket, state: body.state } : ticket;
}

async function get<T>(url: string): Promise<T> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`the line answered ${response.status}`);
  return (await response.json()) as T;
}

/** A write and its answer, whatever it is. Throws when nothing came back. */
async function send<T>(url: string): Promise<{ status: number; body: T }> {
  const response = await fetch(url, { method: "POST", credentials: "same-origin" });
  return { status: response.status, body: (await response.json()) as T };
}
