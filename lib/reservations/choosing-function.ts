import type { SqlFunction } from "#lib/platform/db/sql-function";
import { COUNT_CHOOSING, peopleInside } from "#lib/waiting-room/queue-fragments";
import { hasSeatsHeld } from "./reservation-fragments.ts";

/** How many of those inside an event's waiting room hold no seats: they still choose, and free seats are for them first. */
export const CHOOSING: SqlFunction = {
  name: COUNT_CHOOSING,
  parameters: "queued_event int",
  returns: "int",
  body: `
BEGIN
  RETURN (
    SELECT count(*) FROM (${peopleInside("queued_event")}) i
    WHERE NOT ${hasSeatsHeld({ eventId: "queued_event", buyerKey: "ANY (i.buyer_keys)" })}
  );
END`,
};
