import { readableCode } from "#lib/platform/ids";

/**
 * `ORD-2026-9IX-7K3M2Q`: the year, the event in base 36, and thirty random bits that survive being read aloud. The event
 * stands in the number, so that an order is found in its event's own rows without a look-up.
 */
export function newOrderNumber(eventId: number, year: number): string {
  return `ORD-${year}-${eventId.toString(36).toUpperCase()}-${readableCode(6)}`;
}

const NUMBER = /^ORD-\d{4}-([1-9A-Z][0-9A-Z]{0,5})-[0-9A-Z]{6}$/;

/** The event of an order number and its canonical spelling, or undefined when the text cannot be one. */
export function parseOrderNumber(text: string): { eventId: number; number: string } | undefined {
  const number = text.trim().toUpperCase();
  const eventId = Number.parseInt(NUMBER.exec(number)?.[1] ?? "", 36);
  return eventId >= 1 && eventId <= 2_147_483_647 ? { eventId, number } : undefined;
}
