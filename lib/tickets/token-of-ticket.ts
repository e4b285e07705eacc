import { ticketSigner } from "./signing-key.ts";
import { signTicket, type TicketSigner } from "./ticket-token.ts";

const HOUR_MS = 3_600_000;

export type SignableTicket = { eventId: number; id: string; seatId: number; issue: number };

/**
 * The text for a ticket's QR code. It admits while its event's doors do.
 */
export function tokenOfTicket(
  ticket: SignableTicket,
  event: { doorsAt: Date; endsAt: Date },
  signer: TicketSigner = ticketSigner(),
): string {
  const { from, until } = admissionTimes(event);
  return signTicket(
    {
      eventId: ticket.eventId,
      ticketId: ticket.id,
      seatId: ticket.seatId,
      issue: ticket.issue,
      validFrom: from,
      validTo: until,
    },
    signer,
  );
}

/**
 * The admission window of an event's tickets: four hours before the doors time (early entry, a wrong clock) until six hours
 * after the end (a show that runs late or pauses for a storm).
 */
export function admissionTimes(event: { doorsAt: Date; endsAt: Date }): { from: Date; until: Date } {
  return {
    from: new Date(event.doorsAt.getTime() - 4 * HOUR_MS),
    until: new Date(event.endsAt.getTime() + 6 * HOUR_MS),
  };
}
