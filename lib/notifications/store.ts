import { globalDb } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import type { Prisma } from "#prisma/generated/client";

/**
 * Messages to people and their deliveries, one for each channel. Both are written before anything is sent and stay as the
 * record of it.
 */
export type NotificationRow = Prisma.NotificationGetPayload<object>;

export type NewNotification = Pick<NotificationRow, "dedupeKey" | "template" | "subject" | "html" | "text"> & {
  /** An iCalendar file that goes with it. */
  calendar?: string;
};

/** Writes the message with its deliveries unless one with its dedupe key is there. The first one stands (INV-11). */
export async function appendNotification(
  { dedupeKey, template, subject, html, text, calendar }: NewNotification,
  deliveries: readonly { channel: string; address: string }[],
): Promise<void> {
  if (deliveries.length === 0) return;
  await globalDb().$executeRaw`
    WITH message AS (
      INSERT INTO notifications (id, dedupe_key, template, subject, html, text, calendar)
      VALUES (${uuidv7()}::uuid, ${dedupeKey}, ${template}, ${subject}, ${html}, ${text}, ${calendar ?? null})
      ON CONFLICT (dedupe_key) DO NOTHING RETURNING id
    )
    INSERT INTO notification_deliveries (notification_id, channel, address)
    SELECT m.id, d.channel, d.address FROM message m,
      unnest(${deliveries.map(({ channel }) => channel)}::text[], ${deliveries.map(({ address }) => address)}::text[]) AS d(channel, address)`;
}

/** The channels on which a message is not delivered. */
export async function listOpenDeliveries(dedupeKey: string): Promise<string[]> {
  const rows = await globalDb().notificationDelivery.findMany({
    where: { notification: { dedupeKey }, deliveredAt: null },
    select: { channel: true },
  });
  return rows.map(({ channel }) => channel);
}

/**
 * Takes an open delivery for a minute, by the database's clock; of many who try at once one gets it. A sender that died in
 * between is succeeded when the minute is over. Answers the message and the address as they were first written.
 */
export async function claimDelivery(
  dedupeKey: string,
  channel: string,
): Promise<{ message: NotificationRow; address: string } | undefined> {
  const [row] = await globalDb().$queryRaw<{ id: string; address: string }[]>`
    UPDATE notification_deliveries d SET claimed_until = now() + interval '1 minute' FROM notifications n
    WHERE n.dedupe_key = ${dedupeKey} AND d.notification_id = n.id AND d.channel = ${channel}
      AND d.delivered_at IS NULL AND (d.claimed_until IS NULL OR d.claimed_until < now())
    RETURNING n.id, d.address`;
  if (!row) return undefined;
  const message = await globalDb().notification.findUniqueOrThrow({ where: { id: row.id } });
  return { message, address: row.address };
}

export async function markDelivered(notificationId: string, channel: string): Promise<void> {
  await globalDb().notificationDelivery.update({
    where: { notificationId_channel: { notificationId, channel } },
    data: { deliveredAt: new Date(), claimedUntil: null },
  });
}

/** Gives a claimed delivery back, so that the next attempt need not wait. */
export async function releaseDelivery(notificationId: string, channel: string): Promise<void> {
  await globalDb().notificationDelivery.updateMany({
    where: { notificationId, channel, deliveredAt: null },
    data: { claimedUntil: null },
  });
}

/** Empties a message that is delivered on all its channels, for what must not lie about. */
export async function emptyDelivered(dedupeKey: string): Promise<void> {
  await globalDb().notification.updateMany({
    where: { dedupeKey, deliveries: { every: { deliveredAt: { not: null } } } },
    data: { html: "", text: "", subject: "" },
  });
}

export type MailRow = { id: string; template: string; recipient: string; subject: string; createdAt: Date };

/** Mails newest first, without their bodies; `recipient` narrows to addresses that contain it. */
export async function listMails(
  recipient: string,
  take: number,
  skip: number,
): Promise<{ rows: MailRow[]; total: number }> {
  const address = recipient === "" ? {} : { address: { contains: recipient, mode: "insensitive" as const } };
  const where = { channel: "mail", ...address };
  const [rows, total] = await Promise.all([
    globalDb().notificationDelivery.findMany({
      where,
      orderBy: [{ notification: { createdAt: "desc" } }, { notificationId: "desc" }],
      take,
      skip,
      select: {
        address: true,
        notification: { select: { id: true, template: true, subject: true, createdAt: true } },
      },
    }),
    globalDb().notificationDelivery.count({ where }),
  ]);
  return { rows: rows.map(({ address: to, notification }) => ({ ...notification, recipient: to })), total };
}

export async function findMail(id: string): Promise<(NotificationRow & { recipient: string }) | undefined> {
  const row = await globalDb().notificationDelivery.findUnique({
    where: { notificationId_channel: { notificationId: id, channel: "mail" } },
    include: { notification: true },
  });
  return row ? { ...row.notification, recipient: row.address } : undefined;
}
