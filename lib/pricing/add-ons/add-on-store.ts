import { appendAudit } from "#lib/audit/append-audit";
import { lockEvent, touchEvent } from "#lib/catalog/event-fragments";
import { eventDb } from "#lib/platform/db/db";
import { inTransaction, type Transaction } from "#lib/platform/db/transaction";
import { uuidv7 } from "#lib/platform/ids";
import type { Prisma } from "#prisma/generated/client";
import type { AddOn, ByLanguage } from "./add-on-rules.ts";

export type AddOnRow = Omit<Prisma.EventAddOnGetPayload<object>, "name" | "description" | "taxRateIds"> &
  Pick<AddOn, "name" | "description" | "taxRateIds">;

/** An add-on's columns as its organizer sets them. */
export type AddOnColumns = Pick<
  AddOnRow,
  "priceMinor" | "isTaxFree" | "stock" | "counting" | "perOrderMax" | "saleFrom" | "saleUntil" | "isActive" | "position"
> & { name: ByLanguage; description: ByLanguage; taxRateIds: string[] };

/** Who changes what, for the audit log. */
export type AddOnDeed = {
  readonly actor: string;
  readonly userId: string | null;
  readonly organizationId: string;
  readonly action: "add_on.create" | "add_on.change" | "add_on.delete";
};

/** The add-ons of an event in the order in which buyers see them. */
export async function listAddOnRows(eventId: number, tx: Transaction = eventDb(eventId)): Promise<AddOnRow[]> {
  const orderBy = [{ position: "asc" }, { id: "asc" }] as const;
  return (await tx.eventAddOn.findMany({ where: { eventId }, orderBy: [...orderBy] })).map(readRow);
}

export async function findAddOnRow(eventId: number, id: string): Promise<AddOnRow | undefined> {
  const row = await eventDb(eventId).eventAddOn.findUnique({ where: { eventId_id: { eventId, id } } });
  return row ? readRow(row) : undefined;
}

function readRow(row: Prisma.EventAddOnGetPayload<object>): AddOnRow {
  const { name, description, taxRateIds, isTaxFree } = row;
  return {
    ...row,
    name: name as ByLanguage,
    description: description as ByLanguage,
    // An empty list is stored where every rate lies on it, those included that come later.
    taxRateIds: isTaxFree ? [] : taxRateIds.length === 0 ? null : taxRateIds,
  };
}

/** Makes an add-on behind the lock of its event; undefined when the event has `max` already. */
export async function claimNewAddOn(
  eventId: number,
  { columns, max }: { columns: AddOnColumns; max: number },
  deed: AddOnDeed,
): Promise<AddOnRow | undefined> {
  return inTransaction(eventDb(eventId), async (tx) => {
    const now = await lockEvent(tx, eventId);
    if (!now || (await tx.eventAddOn.count({ where: { eventId } })) >= max) return undefined;
    const row = await tx.eventAddOn.create({
      data: { ...jsonOf(columns), eventId, id: uuidv7(), updatedBy: deed.userId },
    });
    await touchEvent(tx, eventId, now);
    await audit(tx, eventId, deed, readRow(row));
    return readRow(row);
  });
}

/**
 * Changes an add-on behind the locks of its event and of its stock: no order claims it in between, and one that is being opened is judged again.
 * `plan` decides on the row as it is; undefined when there is none.
 */
export async function claimAddOnChange<Refusal extends { ok: false }>(
  { eventId, id }: { eventId: number; id: string },
  deed: AddOnDeed,
  plan: (row: AddOnRow) => { ok: true; columns: AddOnColumns } | Refusal,
): Promise<{ ok: true; row: AddOnRow } | Refusal | undefined> {
  return inTransaction(eventDb(eventId), async (tx) => {
    const locked = await lockRow(tx, { eventId, id });
    if (!locked) return undefined;
    const planned = plan(locked.row);
    if (!planned.ok) return planned;
    const data = { ...jsonOf(planned.columns), revision: { increment: 1 }, updatedAt: locked.now };
    const where = { eventId_id: { eventId, id } };
    const row = readRow(await tx.eventAddOn.update({ where, data: { ...data, updatedBy: deed.userId } }));
    await touchEvent(tx, eventId, locked.now);
    await audit(tx, eventId, deed, row);
    return { ok: true, row };
  });
}

/** Deletes an add-on that no order has; false when one has it, undefined when there is none. */
export async function claimAddOnEnd(
  { eventId, id }: { eventId: number; id: string },
  deed: AddOnDeed,
): Promise<boolean | undefined> {
  return inTransaction(eventDb(eventId), async (tx) => {
    const locked = await lockRow(tx, { eventId, id });
    if (!locked) return undefined;
    if (locked.row.claimed > 0) return false;
    await tx.eventAddOn.delete({ where: { eventId_id: { eventId, id } } });
    await touchEvent(tx, eventId, locked.now);
    await audit(tx, eventId, deed, locked.row);
    return true;
  });
}

async function lockRow(
  tx: Transaction,
  { eventId, id }: { eventId: number; id: string },
): Promise<{ row: AddOnRow; now: Date } | undefined> {
  const now = await lockEvent(tx, eventId);
  await tx.$queryRaw`SELECT FROM event_add_ons WHERE event_id = ${eventId}::int AND id = ${id}::uuid FOR UPDATE`;
  const row = await tx.eventAddOn.findUnique({ where: { eventId_id: { eventId, id } } });
  return now && row ? { row: readRow(row), now } : undefined;
}

function jsonOf({ name, description, ...columns }: AddOnColumns) {
  return { ...columns, name: name as Prisma.InputJsonObject, description: description as Prisma.InputJsonObject };
}

async function audit(tx: Transaction, eventId: number, deed: AddOnDeed, row: AddOnRow): Promise<void> {
  const { actor, action, organizationId } = deed;
  await appendAudit(tx, {
    ...{ actor, action, subject: String(eventId), outcome: "ok", organizationId, eventId },
    detail: { add_on: row.id, price: row.priceMinor, stock: row.stock, active: row.isActive },
  });
}
