import { appendAudit } from "#lib/audit/append-audit";
import { eventDb } from "#lib/platform/db/db";
import { inTransaction } from "#lib/platform/db/transaction";
import { appendFact } from "#lib/platform/outbox/append-fact";
import { orderFact } from "../fact-contract.ts";

/** Ends all links to an order that were mailed until now, with the fact that mails a new one, and the audit entry. */
export async function claimLinksEnded(
  order: { eventId: number; id: string; number: string },
  { actor, organizationId }: { actor: string; organizationId: string },
): Promise<void> {
  const { eventId, id: orderId } = order;
  await inTransaction(eventDb(eventId), async (tx) => {
    const { linkVersion } = await tx.order.update({
      where: { eventId_id: { eventId, id: orderId } },
      data: { linkVersion: { increment: 1 } },
      select: { linkVersion: true },
    });
    await appendFact(tx, orderFact(eventId, { type: "order.links_ended", orderId, linkVersion }));
    await appendAudit(tx, {
      ...{ actor, action: "order.end_links", subject: order.number, outcome: "ok" },
      ...{ organizationId, eventId, detail: { linkVersion } },
    });
  });
}
