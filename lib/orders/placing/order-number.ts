import { readableCode } from "#lib/platform/ids";

/** `ORD-2026-9IX-7K3M2Q`: the year, the event in base 36, thirty random bits. It names its event, so it is found there. */
export function newOrderNumber(eventId: number, year: number): string {
  return `ORD-${year}-${eventId.toString(36).toUpperCase()}-${readableCode(6)}`;
}

const ORDER_NUMBER = /^ORD-\d{4}-([0-9A-Z]{1,6})-[0-9A-HJKMNP-TV-Z]{6}$/;

/** The event an order number belongs to and the number itself, or undefined when the text is no order number. */
export function parseOrderNumber(text: string): { eventId: number; number: string } | undefined {
  const eventId = Number.parseInt(ORDER_NUMBER.exec(text)?.[1] ?? "", 36);
  return eventId >= 1 && eventId <= 2_147_483_647 ? { eventId, number: text } : undefined;
}
