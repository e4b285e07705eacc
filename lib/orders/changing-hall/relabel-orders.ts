import { z } from "zod";
import type { Transaction } from "#lib/platform/db/transaction";
import { uuid } from "#lib/platform/input";
import { appendManyFacts } from "#lib/platform/outbox/append-fact";
import type { Fact, Subscriber } from "#lib/platform/outbox/fact";
import { loadHallChange } from "#lib/seating/hall-change/hall-change-store";
import { relabelTickets } from "#lib/tickets/ticket-fragments";
import { orderFact } from "../fact-contract.ts";
import { printedChange } from "./printed-changes.ts";
import { relabelItems } from "./relabel-store.ts";
import { grantReturns, lockOrdersOf } from "./return-right-store.ts";

const payloadShape = z.object({ changeId: uuid });

/**
 * Carries new labels of seats into the orders and tickets that have them, in the transaction that removes the fact. Each live ticket that
 * was not used gets a new code, so that the gate refuses a print with the old seat, and its order a fact by which the buyer hears of it
 * (INV-11). Orders with a seat that got worse may be given back until the change's date. Orders that are still being paid get the labels too: their tickets are made of them.
 */
export const orderRelabeller: Subscriber = { name: "order-relabeller", types: ["event.hall_changed"], apply };

async function apply(tx: Transaction, facts: readonly Fact[]): Promise<void> {
  for (const { eventId, payload } of facts) await relabel(tx, eventId, payloadShape.parse(payload).changeId);
}

async function relabel(tx: Transaction, eventId: number, changeId: string): Promise<void> {
  const { renamed, changedAt, worseSeatIds, returnUntil } = await loadHallChange(tx, { eventId, id: changeId });
  const changes = z.array(printedChange).parse(renamed);
  const seatIds = [...worseSeatIds, ...changes.map(({ seatId }) => seatId)];
  if (seatIds.length === 0) return;
  await lockOrdersOf(tx, eventId, seatIds);
  const worse = { eventId, seatIds: worseSeatIds, changedAt, until: returnUntil ?? changedAt };
  const entitled = worseSeatIds.length > 0 ? await grantReturns(tx, worse) : [];
  const orderIds = await relabelItems(tx, { eventId, changes, changedAt });
  const tickets = await relabelTickets(tx, { eventId, orderIds, changes });
  const bySeat = new Map(changes.map((change) => [change.seatId, change]));
  const facts = [...Map.groupBy(tickets, ({ orderId }) => orderId)].map(([orderId, own]) => {
    const seats = own.flatMap(({ seatId }) => bySeat.get(seatId) ?? []);
    return orderFact(eventId, { type: "order.seats_changed", orderId, changeId, seats });
  });
  // Who gets new codes hears of the right in the same mail.
  const told = new Set(tickets.map(({ orderId }) => orderId));
  const others = entitled.filter((orderId) => !told.has(orderId));
  facts.push(...others.map((orderId) => orderFact(eventId, { type: "order.seats_worse", orderId, changeId })));
  if (facts.length > 0) await appendManyFacts(tx, eventId, facts);
}
