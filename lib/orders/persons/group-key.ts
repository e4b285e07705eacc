import { createHmac } from "node:crypto";
import { secretKey } from "#lib/platform/ids";

/**
 * A card's fingerprint or a family of mail addresses as it is kept with an order: a keyed hash that cannot be turned back, and is another
 * one at each event, so that nobody can follow a card from one event to the next.
 */
export function groupKeyOf(eventId: number, kind: "CARD" | "MAIL", value: string): string {
  return createHmac("sha256", secretKey("order group")).update(`${eventId} ${kind} ${value}`).digest("base64url");
}
