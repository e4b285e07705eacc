import { z } from "zod";
import { uuid } from "#lib/platform/input";

/** What happens to a ticket, as its facts tell it. The subject of each is the ticket. */
export const ticketFactShape = z.object({ type: z.literal("ticket.admitted"), ticketId: uuid });
