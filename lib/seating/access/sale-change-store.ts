import { appendAudit } from "#lib/audit/append-audit";
import { lockEvent, nextUpdate, touchSale } from "#lib/catalog/event-fragments";
import { type OwnEvent, ownEvent } from "#lib/catalog/organizer-event";
import { findOrganizerEvent } from "#lib/catalog/organizer-store";
import type { Staff } from "#lib/organizations/authority";
import { eventDb } from "#lib/platform/db/db";
import { inTransaction, type Transaction } from "#lib/platform/db/transaction";
import { type Refused, refuse } from "#lib/platform/http/refusals";

/** What a change of a sale works on: the event as its lock shows it, and the transaction's time. */
export type SaleChange = OwnEvent & { tx: Transaction; eventId: number; now: Date; actor: string };

type Changing<Outcome> = {
  action: string;
  work: (change: SaleChange) => Promise<Outcome>;
  /** How the event is marked as changed: as one with access, unless said otherwise. */
  touch?: typeof touchSale;
};

type Audited = { action: string; detail?: Record<string, unknown> };

/**
 * Changes who may buy which seats of an event, for its organizer: behind the event's lock, so that two changes come one after the other,
 * and audited. Whatever changed, the event counts as changed: a hold that was judged before is judged again when it is paid for.
 */
export async function changeSale<Outcome extends { ok: true; audit?: Record<string, unknown> } | Refused>(
  person: Staff,
  eventId: number,
  { action, work, touch = touchSale }: Changing<Outcome>,
): Promise<Outcome | Refused<"not_found" | "forbidden">> {
  const own = await ownEvent(person, eventId, "event.write");
  if (!own.ok) return own;
  const actor = person.keys[0] ?? "stranger";
  return inTransaction(eventDb(eventId), async (tx) => {
    const now = await lockEvent(tx, eventId);
    const found = now && (await findOrganizerEvent(eventId, tx));
    if (!found) return refuse("not_found");
    const done = await work({ ...found, tx, eventId, now, actor });
    if (!done.ok) return done;
    await touch(tx, { eventId, updatedAt: nextUpdate(now, found.row) });
    const audited: Audited = { action, ...(done.audit ? { detail: done.audit } : {}) };
    await appendAudit(tx, {
      ...{ actor, subject: String(eventId), outcome: "ok", eventId, organizationId: found.row.organizationId },
      ...audited,
    });
    return done;
  });
}
