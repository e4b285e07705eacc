import type { NamedSeat } from "#lib/seating/seat-words";
import type { TicketView } from "./views.ts";

/** The seat that a ticket is for, by its name. */
export function seatOfTicket(ticket: Pick<TicketView, "section" | "row" | "seatNumber" | "isTable">): NamedSeat {
  return { section: ticket.section, row: ticket.row, number: ticket.seatNumber, isTable: ticket.isTable };
}
