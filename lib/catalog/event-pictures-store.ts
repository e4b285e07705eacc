import { appendAudit } from "#lib/audit/append-audit";
import type { Staff } from "#lib/organizations/authority";
import { globalDb } from "#lib/platform/db/db";
import { inTransaction, type Transaction } from "#lib/platform/db/transaction";
import type { Refused } from "#lib/platform/http/refusals";
import { appendFact } from "#lib/platform/outbox/append-fact";
import { lockEvent, nextUpdate } from "./event-fragments.ts";
import { findOrganizerEvent } from "./organizer-store.ts";
import { attachPictures } from "./pictures/attach-pictures.ts";
import type { EventPictures, NewEventPictures } from "./pictures/event-picture-contract.ts";
import { refuse } from "./refusals.ts";
import { nameOf } from "./venues/venue-wire.ts";

/**
 * Writes the pictures of a locked event, with its fact and its audit entry. Refuses what others changed since the revision, and pictures that
 * are not stored; undefined when the event is gone.
 */
export async function claimEventPictures(
  id: number,
  { person, wanted }: { person: Staff; wanted: NewEventPictures },
): Promise<({ ok: true } & EventPictures) | Refused<"invalid_request" | "event_edited"> | undefined> {
  return inTransaction(globalDb(), async (tx) => {
    const now = await lockEvent(tx, id);
    const own = now && (await findOrganizerEvent(id, tx));
    if (!own) return undefined;
    const { row } = own;
    if (wanted.revision !== undefined && wanted.revision !== row.picturesRevision)
      return refuse("event_edited", {
        ...{ revision: row.picturesRevision, changed_at: row.updatedAt.toISOString() },
        ...{ changed_by: await nameOf(row.updatedBy), changes: { pictures: row.eventPictures } },
      });
    const attached = await attachPictures(tx, wanted.pictures);
    if (!attached.ok) return attached;
    const { pictures } = attached;
    const revision = row.picturesRevision + 1;
    const written = { pictures, picturesRevision: revision, updatedBy: person.userId };
    await tx.event.update({ where: { id }, data: { ...written, updatedAt: nextUpdate(now, row) } });
    await appendFact(tx, { type: "event.changed", eventId: id, subject: "event", payload: {} });
    await appendAudit(tx, {
      ...{ actor: person.keys[0] ?? "stranger", action: "event.update", subject: String(id), outcome: "ok" },
      ...{ organizationId: row.organizationId, eventId: id, detail: { fields: ["pictures"], count: pictures.length } },
    });
    return { ok: true, revision, pictures };
  });
}

/** Gives a new event the pictures of another, which keeps them meanwhile: a sweep finds one of the two. */
export async function copyPictures(tx: Transaction, { fromId, toId }: { fromId: number; toId: number }): Promise<void> {
  await tx.$queryRaw`SELECT FROM events WHERE id = ${fromId}::int FOR SHARE`;
  await tx.$executeRaw`
    UPDATE events SET pictures = (SELECT f.pictures FROM events f WHERE f.id = ${fromId}::int) WHERE id = ${toId}::int`;
}
