/** How many tickets of an event are live: one number as an SQL expression. */
export const liveTicketsOf = (eventId: string) =>
  `(SELECT count(*) FROM tickets t WHERE t.event_id = ${eventId} AND t.status = 'LIVE')`;
