import type { QueueTicketWire, TicketState } from "#lib/waiting-room/contract";

/** What the browser knows of its own queue ticket. `claimUntil` is the end of its time to come in, while it is called. */
export type OwnTicket = { id: string; state: TicketState; number: number | null; claimUntil: string | null };

/** A ticket as the API answers it, as the page keeps it. */
export function ownTicket({ id, state, number, claim_until }: QueueTicketWire): OwnTicket {
  return { id, state, number, claimUntil: claim_until };
}
