import { appendAudit } from "#lib/audit/append-audit";
import { loadSale, lockEvent, setSalePause } from "#lib/catalog/event-fragments";
import { eventDb } from "#lib/platform/db/db";
import { inTransaction } from "#lib/platform/db/transaction";
import { keepPlacesOverPause } from "#lib/waiting-room/sale-pause-store";

type By = { actor: string; organizationId: string; reason: string };

/**
 * Pauses a sale or lets it go on, with its line in the audit log, behind the lock of the event. Answers since when it is paused, and when
 * that changed; without `updatedAt` it stood so already. Undefined when the event is not published or its sale is over.
 */
export async function claimSalePause(
  eventId: number,
  { isPaused, by }: { isPaused: boolean; by: By },
): Promise<{ pausedAt: Date | null; updatedAt?: Date } | undefined> {
  const { reason, ...who } = by;
  return inTransaction(eventDb(eventId), async (tx) => {
    const now = await lockEvent(tx, eventId);
    if (!now) return undefined;
    const sale = await loadSale(tx, eventId);
    // A sale that ended while it was paused may still be resumed: it could have another end one day.
    if (sale.status !== "PUBLISHED" || (isPaused && sale.salesEndAt <= now)) return undefined;
    const changed = await setSalePause(tx, { eventId, now, isPaused });
    if (!changed) return { pausedAt: sale.salePausedAt };
    const { before, pausedAt, updatedAt } = changed;
    if (before) await keepPlacesOverPause(tx, { eventId, since: before, until: now });
    const line = { ...who, subject: String(eventId), outcome: "ok", eventId };
    if (isPaused) await appendAudit(tx, { ...line, action: "sale.pause", detail: reason === "" ? {} : { reason } });
    else await appendAudit(tx, { ...line, action: "sale.resume" });
    return { pausedAt, updatedAt };
  });
}
