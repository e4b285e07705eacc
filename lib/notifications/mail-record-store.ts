import { globalDb } from "#lib/platform/db/db";

/** Our record of mails, by the address they went to. */

/** Takes address and words out of them; that one was sent, and when, stays. */
export async function emptyMailsTo(recipient: string): Promise<void> {
  await globalDb().$executeRaw`
    WITH theirs AS (
      UPDATE notification_deliveries SET address = 'erased@erased.invalid' WHERE lower(address) = lower(${recipient}) RETURNING notification_id
    ), others AS (
      UPDATE notification_deliveries d SET address = 'erased' FROM theirs t
      WHERE d.notification_id = t.notification_id AND lower(d.address) <> lower(${recipient})
    )
    UPDATE notifications n SET subject = '', html = '', text = '' FROM theirs t WHERE n.id = t.notification_id`;
}

export async function listMailsTo(recipient: string): Promise<{ subject: string; createdAt: Date }[]> {
  return globalDb().notification.findMany({
    where: { deliveries: { some: { channel: "mail", address: { equals: recipient, mode: "insensitive" } } } },
    select: { subject: true, createdAt: true },
    orderBy: { createdAt: "desc" },
    take: 1_000,
  });
}
