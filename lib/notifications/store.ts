import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import type { Prisma } from "#prisma/generated/client";

/** Messages to people. A row is written before anything is sent and stays as the record of it. */
export type NotificationRow = Prisma.NotificationGetPayload<object>;

export type NewNotification = Pick<
  NotificationRow,
  "dedupeKey" | "channel" | "template" | "recipient" | "subject" | "html" | "text"
>;

/** Writes the message unless one with its dedupe key is there. The first one stands (INV-11). */
export async function appendNotification(notification: NewNotification): Promise<void> {
  await db().notification.createMany({ data: [{ id: uuidv7(), ...notification }], skipDuplicates: true });
}

/**
 * Takes an undelivered message for a minute, by the database's clock; of many who try at once one gets it. A sender that
 * died in between is succeeded when the minute is over. Answers the message as it was first written.
 */
export async function claimNotification(dedupeKey: string): Promise<NotificationRow | undefined> {
  const [row] = await db().$queryRaw<{ id: string }[]>`
    UPDATE notifications SET claimed_until = now() + interval '1 minute'
    WHERE dedupe_key = ${dedupeKey} AND delivered_at IS NULL AND (claimed_until IS NULL OR claimed_until < now())
    RETURNING id`;
  return row && (await db().notification.findUniqueOrThrow({ where: { id: row.id } }));
}

/** Marks a message as handed over. `bodies: "forget"` empties it, for what must not lie about. */
export async function markDelivered(id: string, bodies: "keep" | "forget"): Promise<void> {
  const emptied = bodies === "forget" ? { html: "", text: "", subject: "" } : {};
  await db().notification.update({ where: { id }, data: { deliveredAt: new Date(), claimedUntil: null, ...emptied } });
}

/** Gives a claimed message back, so that the next attempt need not wait. */
export async function releaseNotification(id: string): Promise<void> {
  await db().notification.updateMany({ where: { id, deliveredAt: null }, data: { claimedUntil: null } });
}

/** Whether the message was handed over. */
export async function isDelivered(dedupeKey: string): Promise<boolean> {
  return (await db().notification.count({ where: { dedupeKey, deliveredAt: { not: null } } })) > 0;
}

/** Messages newest first, without their bodies; `recipient` narrows to addresses that contain it. */
export async function listNotifications(
  recipient: string,
  take: number,
  skip: number,
): Promise<{
  rows: Pick<NotificationRow, "id" | "template" | "recipient" | "subject" | "createdAt">[];
  total: number;
}> {
  const where: Prisma.NotificationWhereInput =
    recipient === "" ? {} : { recipient: { contains: recipient, mode: "insensitive" } };
  const [rows, total] = await Promise.all([
    db().notification.findMany({
      where,
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take,
      skip,
      select: { id: true, template: true, recipient: true, subject: true, createdAt: true },
    }),
    db().notification.count({ where }),
  ]);
  return { rows, total };
}

export async function findNotification(id: string): Promise<NotificationRow | undefined> {
  return (await db().notification.findUnique({ where: { id } })) ?? undefined;
}
