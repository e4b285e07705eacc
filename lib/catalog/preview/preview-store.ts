import { appendAudit } from "#lib/audit/append-audit";
import type { Staff } from "#lib/organizations/authority";
import { eventDb } from "#lib/platform/db/db";
import { inTransaction, type Transaction } from "#lib/platform/db/transaction";
import { lockEvent } from "../event-fragments.ts";

export type PreviewRow = { madeAt: Date; endsAt: Date; isOpen: boolean };

const DAY_MS = 86_400_000;

/** The link of an event, whether it is still open or not. */
export async function findPreviewLink(eventId: number): Promise<PreviewRow | undefined> {
  const [row] = await eventDb(eventId).$queryRaw<PreviewRow[]>`
    SELECT made_at AS "madeAt", ends_at AS "endsAt", ends_at > now() AS "isOpen" FROM event_previews WHERE event_id = ${eventId}::int`;
  return row;
}

/** Whether this is the hash of the event's link, and its time is not over. */
export async function isOpenPreview(eventId: number, tokenHash: string): Promise<boolean> {
  const rows = await eventDb(eventId).$queryRaw<object[]>`
    SELECT FROM event_previews WHERE event_id = ${eventId}::int AND token_hash = ${tokenHash} AND ends_at > now()`;
  return rows.length === 1;
}

type NewLink = { person: Staff; tokenHash: string; days: number };

/** Gives a draft this link in place of the one that it has, with the audit entry; undefined for what is no draft by now. */
export async function claimPreviewLink(
  eventId: number,
  { person, tokenHash, days }: NewLink,
): Promise<PreviewRow | undefined> {
  return inTransaction(eventDb(eventId), async (tx) => {
    const madeAt = await lockEvent(tx, eventId);
    const draft = await tx.event.findFirst({ where: { id: eventId, status: "DRAFT" } });
    if (!madeAt || !draft) return undefined;
    const data = { tokenHash, madeAt, endsAt: new Date(madeAt.getTime() + days * DAY_MS) };
    await tx.eventPreview.upsert({ where: { eventId }, create: { eventId, ...data }, update: data });
    const detail = { endsAt: data.endsAt.toISOString() };
    await appendLine(tx, { eventId, person, action: "event.make_preview_link", detail, ...draft });
    return { madeAt, endsAt: data.endsAt, isOpen: true };
  });
}

/** Deletes the link of an event, with the audit entry; false when it has none. */
export async function claimPreviewRevoked(eventId: number, person: Staff): Promise<boolean> {
  return inTransaction(eventDb(eventId), async (tx) => {
    await lockEvent(tx, eventId);
    const { count } = await tx.eventPreview.deleteMany({ where: { eventId } });
    if (count === 0) return false;
    const event = await tx.event.findUniqueOrThrow({ where: { id: eventId } });
    await appendLine(tx, { eventId, person, action: "event.revoke_preview_link", detail: {}, ...event });
    return true;
  });
}

type Line = { eventId: number; person: Staff; action: string; detail: object; organizationId: string };

async function appendLine(tx: Transaction, { eventId, person, action, detail, organizationId }: Line): Promise<void> {
  await appendAudit(tx, {
    ...{ actor: person.keys[0] ?? "stranger", action, subject: String(eventId), outcome: "ok" },
    ...{ organizationId, eventId, detail: { ...detail } },
  });
}
