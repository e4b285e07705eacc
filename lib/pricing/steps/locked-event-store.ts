import { lockEvent } from "#lib/catalog/event-fragments";
import type { OwnEvent } from "#lib/catalog/organizer-event";
import { findOrganizerEvent } from "#lib/catalog/organizer-store";
import { eventDb } from "#lib/platform/db/db";
import { inTransaction, type Transaction } from "#lib/platform/db/transaction";

export type LockedEvent = { tx: Transaction; own: OwnEvent; now: Date };

/**
 * Works on an event behind its lock, so that two changes of its prices come one after the other and each sees the state that the one
 * before left. Undefined for an event that is gone.
 */
export async function withLockedEvent<T>(
  eventId: number,
  work: (locked: LockedEvent) => Promise<T>,
): Promise<T | undefined> {
  return inTransaction(eventDb(eventId), async (tx) => {
    const now = await lockEvent(tx, eventId);
    const own = now && (await findOrganizerEvent(eventId, tx));
    return own ? work({ tx, own, now }) : undefined;
  });
}
