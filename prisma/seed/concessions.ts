import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";

/** What a house of opera or theatre gives off the price of any seat. */
const TICKET_TYPES = [
  { name: "Child up to 14", kind: "PERCENT", value: 50 },
  { name: "Under 26", kind: "PERCENT", value: 25, perOrderMax: 2 },
  { name: "Companion", kind: "PERCENT", value: 100, needsWheelchair: true },
] as const;
const GROUP = { name: "Group of ten", kind: "PERCENT", seats: 10, value: 15 } as const;

/** Gives an event of the stage the ticket types and the group discount of its house. */
export async function createConcessions(eventId: number): Promise<void> {
  await db().priceRules.create({ data: { eventId, taxesInclusive: true } });
  await db().ticketType.createMany({
    data: TICKET_TYPES.map((type, place) => ({ ...type, eventId, place, id: uuidv7() })),
  });
  await db().groupDiscount.create({ data: { ...GROUP, eventId, place: 0, id: uuidv7() } });
}
