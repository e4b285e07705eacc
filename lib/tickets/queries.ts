import { eventDb, globalDb } from "#lib/platform/db/db";

/** Those of the tickets that were used at the gate. */
export async function listUsedTickets(eventId: number, ids: readonly string[]): Promise<Set<string>> {
  const rows = await eventDb(eventId).checkIn.findMany({
    where: { eventId, ticketId: { in: [...ids] } },
    select: { ticketId: true },
  });
  return new Set(rows.map((row) => row.ticketId));
}

/** A ticket that was admitted at a gate, or undefined. */
export async function findAdmittedTicket(eventId: number, id: string) {
  const ticket = await eventDb(eventId).ticket.findUnique({
    where: { eventId_id: { eventId, id } },
    select: { number: true, orderId: true, section: true, row: true, seatNumber: true, checkIn: true },
  });
  return ticket?.checkIn ? { ...ticket, checkIn: ticket.checkIn } : undefined;
}

/** The numbers of tickets, in order. */
export async function listTicketNumbers(eventId: number, ids: readonly string[]): Promise<string[]> {
  const rows = await eventDb(eventId).ticket.findMany({
    where: { eventId, id: { in: [...ids] } },
    select: { number: true },
    orderBy: { seatId: "asc" },
  });
  return rows.map((row) => row.number);
}

/** The tickets of orders, by seat. */
export async function listTicketsOfOrders(orders: readonly { eventId: number; id: string }[]) {
  return globalDb().ticket.findMany({
    where: {
      eventId: { in: [...new Set(orders.map(({ eventId }) => eventId))] },
      orderId: { in: orders.map(({ id }) => id) },
    },
    orderBy: { seatId: "asc" },
  });
}

/** How many tickets of an event are valid. */
export async function countLiveTickets(eventId: number): Promise<number> {
  return eventDb(eventId).ticket.count({ where: { eventId, status: "LIVE" } });
}

/** How many tickets of an event were issued within the last hour, day and week, whatever became of them. */
export async function countTicketsIssued(eventId: number): Promise<{ hour: number; day: number; week: number }> {
  const [row] = await eventDb(eventId).$queryRaw<{ hour: number; day: number; week: number }[]>`
    SELECT count(*) FILTER (WHERE created_at > now() - interval '1 hour')::int AS hour,
      count(*) FILTER (WHERE created_at > now() - interval '1 day')::int AS day, count(*)::int AS week
    FROM tickets WHERE event_id = ${eventId}::int AND created_at > now() - interval '7 days'`;
  return row ?? { hour: 0, day: 0, week: 0 };
}
