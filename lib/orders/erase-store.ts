import { appendAudit } from "#lib/audit/append-audit";
import { loadEventTerms } from "#lib/catalog/event-fragments";
import { listEventsById } from "#lib/catalog/queries";
import { erasedMail } from "#lib/identity/erased-mail";
import { eventDb, globalDb } from "#lib/platform/db/db";
import { inTransaction, type Transaction } from "#lib/platform/db/transaction";
import { appendFact } from "#lib/platform/outbox/append-fact";
import { type ChangedSeats, freeSeats } from "#lib/seating/seat-fragments";
import { listTicketsOfOrders } from "#lib/tickets/queries";
import { forgetHolders, lockLiveTickets, voidTickets } from "#lib/tickets/ticket-fragments";
import type { Prisma } from "#prisma/generated/client";
import { type Books, lockBooks } from "./books.ts";
import { takeAddOnsBack } from "./claims.ts";
import { listInvoicesOf } from "./invoicing/invoice-store.ts";
import { forgetGroups } from "./persons/group-store.ts";

type Who = { userId: string; email: string };
type Key = { eventId: number; id: string };

/** Orders of an erased buyer: the account's own, and a guest's with the same mail address. */
function ofBuyer({ userId, email }: Who): Prisma.OrderWhereInput {
  return { OR: [{ userId }, { buyerKey: `user:${userId}` }, { email, buyerKey: { startsWith: "guest:" } }] };
}

/** In (event, id) order. They are not locked: a guest's order may come to another account before its own transaction. */
async function listTheirs(who: Who): Promise<Key[]> {
  return globalDb().order.findMany({
    where: ofBuyer(who),
    select: { eventId: true, id: true },
    orderBy: [{ eventId: "asc" }, { id: "asc" }],
  });
}

/** Whether a locked order is still theirs. */
async function isTheirs(tx: Transaction, { eventId, id }: Key, who: Who): Promise<boolean> {
  return (await tx.order.count({ where: { eventId, id, ...ofBuyer(who) } })) === 1;
}

/**
 * Takes name, mail, phone and what they answered out of their orders and tickets; numbers, amounts and seats stay. An order whose payment is
 * still under way keeps its mail until it is settled, since its tickets or its refund are still to be mailed: answers how
 * many of those there are, and appends the fact `buyer.erased` when there are none. Harmless when it runs again.
 */
export async function claimAnonymity(who: Who): Promise<number> {
  let pending = 0;
  for (const order of await listTheirs(who)) {
    const isDone = await inTransaction(eventDb(order.eventId), (tx) => anonymise(tx, order, who));
    if (!isDone) pending += 1;
  }
  // The mails are erased last: the record of a mail about an order that is being paid is still to come.
  if (pending === 0) {
    await inTransaction(globalDb(), (tx) => {
      return appendFact(tx, { type: "buyer.erased", subject: `user:${who.userId}`, payload: { email: who.email } });
    });
  }
  return pending;
}

/** False while the order's payment is under way. */
async function anonymise(tx: Transaction, { eventId, id }: Key, who: Who): Promise<boolean> {
  await tx.$queryRaw`SELECT id FROM orders WHERE event_id = ${eventId}::int AND id = ${id}::uuid FOR UPDATE`;
  if (!(await isTheirs(tx, { eventId, id }, who))) return true;
  const { userId } = who;
  const { count } = await tx.order.updateMany({
    where: { eventId, id, status: { not: "PENDING" } },
    data: { email: erasedMail(userId), name: "", phone: null, userId },
  });
  if (count === 0) return false;
  await forgetHolders(tx, { eventId, orderId: id });
  await tx.orderItem.updateMany({ where: { eventId, orderId: id, holderName: { not: "" } }, data: { holderName: "" } });
  await tx.orderAnswer.deleteMany({ where: { eventId, orderId: id } });
  await forgetGroups(tx, { eventId, orderId: id });
  return true;
}

/**
 * Gives up their live tickets to events that are not over and at which they were not used: void, marked as forfeited, and the
 * seats can be sold again (INV-1), as can the add-ons of an order that has no ticket left (INV-15). The order stays paid: its money was kept on purpose. One order at a time, with its books
 * locked as everywhere, so that no two transactions wait for each other in a circle. Yields the seats of each order once they are
 * free, so that they are announced although a later order fails.
 */
export async function* claimForfeit(who: Who): AsyncGenerator<ChangedSeats> {
  for (const order of await listTheirs(who)) {
    const freed = await inTransaction(eventDb(order.eventId), (tx) => forfeit(tx, order, who));
    if (freed.seatIds.length > 0) yield freed;
  }
}

async function forfeit(tx: Transaction, key: Key, who: Who): Promise<ChangedSeats> {
  const { eventId, id: orderId } = key;
  const nothing = { eventId, seatIds: [], versions: [] };
  const books = await lockBooks(tx, key);
  const event = await loadEventTerms(tx, eventId);
  if (!books || !mayForfeit(books, event) || !(await isTheirs(tx, key, who))) return nothing;
  const live = await lockLiveTickets(tx, { eventId, orderId });
  const tickets = live.filter(({ isUsed }) => !isUsed);
  if (tickets.length === 0) return nothing;
  const { number, reservationId } = books.order;
  await voidTickets(tx, { eventId, ids: tickets.map(({ id }) => id), forfeitedAt: books.now });
  const seatIds = tickets.map(({ seatId }) => seatId);
  const freed = await freeSeats(tx, { eventId, seatIds, reservationId, status: "BOOKED" });
  if (tickets.length === live.length) await forfeitAddOns(tx, key);
  const payload = { orderId, tickets: tickets.length };
  await appendFact(tx, { type: "tickets.forfeited", eventId, subject: orderId, payload });
  await appendAudit(tx, {
    ...{ actor: `user:${who.userId}`, action: "ticket.forfeit", subject: number, outcome: "ok", eventId },
    detail: { tickets: tickets.length },
  });
  return freed;
}

/** With an order's last ticket its add-ons are given up too: in stock again, their money kept. Who was let in keeps them. */
async function forfeitAddOns(tx: Transaction, { eventId, id }: Key): Promise<void> {
  const addOns = await tx.orderAddOn.findMany({ where: { eventId, orderId: id }, orderBy: { addOnId: "asc" } });
  const left = addOns.map(({ addOnId, quantity, returned }) => ({ addOnId, quantity: quantity - returned, minor: 0 }));
  await takeAddOnsBack(
    tx,
    { eventId, id },
    left.filter(({ quantity }) => quantity > 0),
  );
}

/** Tickets are given up of paid orders alone, and not once the event is over. */
function mayForfeit({ order, now }: Books, { endsAt }: { endsAt: Date }): boolean {
  return (order.status === "PAID" || order.status === "PARTIALLY_REFUNDED") && endsAt > now;
}

/** The orders of an account with all that is kept of them, newest first; at most 1,000. */
export async function listOrderRowsOf(who: { userId: string }) {
  const orders = await globalDb().order.findMany({
    where: { OR: [{ userId: who.userId }, { buyerKey: `user:${who.userId}` }] },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: 1_000,
  });
  const of = {
    eventId: { in: [...new Set(orders.map(({ eventId }) => eventId))] },
    orderId: { in: orders.map(({ id }) => id) },
  };
  const [tickets, addOns, answers, payments, refunds, invoices, events] = await Promise.all([
    listTicketsOfOrders(orders),
    globalDb().orderAddOn.findMany({ where: of, orderBy: { addOnId: "asc" } }),
    globalDb().orderAnswer.findMany({ where: of, orderBy: { place: "asc" } }),
    globalDb().payment.findMany({ where: of, orderBy: { attempt: "asc" } }),
    globalDb().refund.findMany({ where: of, orderBy: { createdAt: "asc" } }),
    listInvoicesOf(of),
    listEventsById(of.eventId.in),
  ]);
  return { orders, tickets, addOns, answers, payments, refunds, invoices, events };
}
