import { appendAudit } from "#lib/audit/append-audit";
import { eventDb } from "#lib/platform/db/db";
import { inTransaction } from "#lib/platform/db/transaction";
import { invariant } from "#lib/platform/invariant";
import { appendFact } from "#lib/platform/outbox/append-fact";
import type { ChangedSeats } from "#lib/seating/seat-fragments";
import { lockLiveTickets } from "#lib/tickets/ticket-fragments";
import { lockBooks, moveOrder } from "../books.ts";
import { giveBackClaims } from "../claims.ts";
import { orderFact } from "../fact-contract.ts";
import { payingOf } from "../refunding/refund-store.ts";
import type { OrderStatus } from "../state.ts";
import { takeTicketsBack } from "../take-tickets-back.ts";
import { judgeVoid, type VoidObstacle } from "./void-rules.ts";

export type VoidAsked = {
  /** The tickets; undefined for all that are live. */
  numbers: readonly string[] | undefined;
  /** For the audit log alone. */
  reason: string | undefined;
  actor: string;
  organizationId: string;
};

type Voided = { status: OrderStatus; numbers: string[]; changed: ChangedSeats };

/** Decides which free tickets of an order become void and writes all that follows, in one transaction. */
export async function claimVoid(
  key: { eventId: number; id: string },
  { numbers, reason, actor, organizationId }: VoidAsked,
): Promise<Voided | { obstacle: VoidObstacle; used: string[] }> {
  const { eventId, id: orderId } = key;
  return inTransaction(eventDb(eventId), async (tx) => {
    const books = await lockBooks(tx, key);
    invariant(books, "an order whose tickets are voided exists");
    const { order } = books;
    const isTaken = order.totalMinor === 0 || payingOf(books)?.status === "CAPTURED";
    const judged = judgeVoid({ ...order, isTaken }, await lockLiveTickets(tx, { eventId, orderId }), numbers);
    if (judged.said !== "ok") return { obstacle: judged.said, used: judged.used };
    const { chosen, isWhole } = judged;
    const changed = await takeTicketsBack(tx, books, chosen);
    const status = isWhole ? "REFUNDED" : "PARTIALLY_REFUNDED";
    await moveOrder(tx, order, { status });
    if (isWhole) await giveBackClaims(tx, order);
    const ticketIds = chosen.map(({ id }) => id);
    const fact = { type: "tickets.voided", orderId, tickets: chosen.length, ticketIds, because: "by_staff" } as const;
    await appendFact(tx, orderFact(eventId, fact));
    const voided = chosen.map(({ number }) => number);
    await appendAudit(tx, {
      ...{ actor, action: "order.void", subject: order.number, outcome: "ok", organizationId, eventId },
      detail: { tickets: voided, ...(reason ? { reason } : {}) },
    });
    return { status, numbers: voided, changed };
  });
}
