import { ticketSigner } from "./signing-key.ts";
import { signTicket, type TicketSigner } from "./ticket-token.ts";

const HOUR_MS = 3_600_000;

export type SignableTicket = { eventId: number; id: string; seatId: number; issue: number };

/**
 * The text for a ticket's QR code. It admits from four hours before the doors open (early entry, a clock that is off)
 * until six hours after the end (a show that runs late, a second act after a storm).
 */
export function tokenOfTicket(
  ticket: SignableTicket,
  event: { doorsAt: Date; endsAt: Date },
  signer: TicketSigner = ticketSigner(),
): string {
  return signTicket(
    {
      eventId: ticket.eventId,
      ticketId: ticket.id,
      seatId: ticket.seatId,
      issue: ticket.issue,
      validFrom: new Date(event.doorsAt.getTime() - 4 * HOUR_MS),
      validTo: new Date(event.endsAt.getTime() + 6 * HOUR_MS),
    },
    signer,
  );
}
