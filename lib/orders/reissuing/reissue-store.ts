import { appendAudit } from "#lib/audit/append-audit";
import { eventDb } from "#lib/platform/db/db";
import { inTransaction } from "#lib/platform/db/transaction";
import { appendFact } from "#lib/platform/outbox/append-fact";
import { type ReissueObstacle, reissueObstacle } from "#lib/tickets/reissue-rules";
import { lockTicket, raiseIssue } from "#lib/tickets/ticket-fragments";
import { orderFact } from "../fact-contract.ts";

/**
 * Raises the issue of an order's ticket, with its fact and audit entry. The ticket's lock keeps a scanner from admitting the old
 * code meanwhile. Answers the new issue, what stands against it, or undefined where the order has no such ticket.
 */
export async function claimReissue(
  order: { eventId: number; id: string },
  asked: { ticketNumber: string; actor: string; organizationId: string },
): Promise<{ issue: number } | { obstacle: ReissueObstacle } | undefined> {
  const { eventId, id: orderId } = order;
  const { ticketNumber, actor, organizationId } = asked;
  return inTransaction(eventDb(eventId), async (tx) => {
    const ticket = await lockTicket(tx, { eventId, orderId, number: ticketNumber });
    if (!ticket) return undefined;
    const obstacle = reissueObstacle(ticket);
    if (obstacle) return { obstacle };
    const issue = await raiseIssue(tx, { eventId, id: ticket.id });
    await appendFact(tx, orderFact(eventId, { type: "ticket.reissued", orderId, ticketId: ticket.id, issue }));
    await appendAudit(tx, {
      ...{ actor, action: "ticket.reissue", subject: ticketNumber, outcome: "ok" },
      ...{ organizationId, eventId, detail: { issue } },
    });
    return { issue };
  });
}
