import { db } from "#lib/platform/db/db";

/** Our record of mails, by the address they went to. */

/** Takes address and words out of them; that one was sent, and when, stays. */
export async function emptyMailsTo(recipient: string): Promise<void> {
  await db().$executeRaw`
    UPDATE notifications SET recipient = 'erased@erased.invalid', subject = '', html = '', text = ''
    WHERE lower(recipient) = lower(${recipient})`;
}

export async function listMailsTo(recipient: string): Promise<{ subject: string; createdAt: Date }[]> {
  return db().notification.findMany({
    where: { recipient: { equals: recipient, mode: "insensitive" } },
    select: { subject: true, createdAt: true },
    orderBy: { createdAt: "desc" },
    take: 1_000,
  });
}
