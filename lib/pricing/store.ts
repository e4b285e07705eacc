import { eventDb } from "#lib/platform/db/db";
import type { Promo } from "./promo-rules.ts";

/** A promo code of an event, in any capitalisation. */
export async function findPromo(eventId: number, code: string): Promise<Promo | undefined> {
  return (await eventDb(eventId).promoCode.findUnique({ where: { eventId_code: { eventId, code } } })) ?? undefined;
}
