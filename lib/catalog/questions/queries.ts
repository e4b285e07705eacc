import { eventDb } from "#lib/platform/db/db";
import type { BuyerForm, TicketNames } from "./question-contract.ts";
import { findQuestions } from "./question-store.ts";

/** All that an event asks of its buyers, as it is now. */
export async function loadBuyerForm(eventId: number): Promise<BuyerForm> {
  const [event, { revision, questions }] = await Promise.all([
    eventDb(eventId).event.findUniqueOrThrow({
      where: { id: eventId },
      select: { ticketNames: true, ageMin: true },
    }),
    findQuestions(eventId),
  ]);
  return { revision, questions, ticket_names: event.ticketNames.toLowerCase() as TicketNames, age_min: event.ageMin };
}
