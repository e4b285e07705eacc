import { eventDb } from "#lib/platform/db/db";
import type { Transaction } from "#lib/platform/db/transaction";
import type { Prisma } from "#prisma/generated/client";

export type WindowRow = Prisma.SaleWindowGetPayload<object>;

export async function listWindows(
  eventId: number,
  tx: Transaction = eventDb(eventId),
): Promise<(WindowRow & { addresses: number })[]> {
  const rows = await tx.saleWindow.findMany({ where: { eventId }, orderBy: [{ opensAt: "asc" }, { id: "asc" }] });
  const counts = await tx.saleWindowAddress.groupBy({ by: ["windowId"], where: { eventId }, _count: true });
  return rows.map((row) => ({ ...row, addresses: counts.find(({ windowId }) => windowId === row.id)?._count ?? 0 }));
}

export async function writeWindow(tx: Transaction, row: WindowRow): Promise<void> {
  const { eventId, id, ...data } = row;
  await tx.saleWindow.upsert({ where: { eventId_id: { eventId, id } }, create: row, update: data });
}

export async function deleteWindow(tx: Transaction, key: { eventId: number; id: number }): Promise<void> {
  await tx.saleWindow.delete({ where: { eventId_id: key } });
}

type WindowKey = { eventId: number; windowId: number };

export async function addAddresses(tx: Transaction, key: WindowKey, emails: readonly string[]): Promise<number> {
  const { count } = await tx.saleWindowAddress.createMany({
    data: emails.map((email) => ({ ...key, email })),
    skipDuplicates: true,
  });
  return count;
}

/** Takes addresses off a list, and with them the access of the people who proved them. The access of the rest is granted again. */
export async function removeAddresses(tx: Transaction, key: WindowKey, emails: readonly string[]): Promise<number> {
  const removed = await tx.$executeRaw`
    DELETE FROM sale_window_addresses WHERE event_id = ${key.eventId}::int AND window_id = ${key.windowId}::smallint AND email = ANY (${[...emails]}::citext[])`;
  const sourceId = `window:${key.windowId}`;
  if (removed > 0) await tx.buyerAccess.deleteMany({ where: { eventId: key.eventId, sourceId } });
  return removed;
}

export async function countAddresses(tx: Transaction, key: WindowKey): Promise<number> {
  return tx.saleWindowAddress.count({ where: key });
}

export async function listAddresses(
  key: WindowKey,
  { page, limit }: { page: number; limit: number },
): Promise<string[]> {
  const rows = await eventDb(key.eventId).saleWindowAddress.findMany({
    where: key,
    orderBy: { email: "asc" },
    skip: (page - 1) * limit,
    take: limit,
  });
  return rows.map(({ email }) => email);
}
