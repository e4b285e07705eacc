import { expect } from "vitest";
import { db } from "#lib/platform/db/db";
import type { Held } from "#prisma/seed/builders";
import { checkInvariants } from "#prisma/seed/invariants";
import type { Shop } from "./shop.ts";

/** How things stand with a reservation in our books. */
export async function booksOf({ eventId, id }: Held) {
  const [reservation, order, seats] = await Promise.all([
    db().reservation.findUniqueOrThrow({ where: { eventId_id: { eventId, id } } }),
    db().order.findFirst({ where: { eventId, reservationId: id } }),
    db().seat.findMany({ where: { eventId, reservationId: id } }),
  ]);
  const mine = { eventId, orderId: order?.id ?? id };
  const [payments, tickets] = await Promise.all([
    db().payment.findMany({ where: mine, orderBy: { attempt: "asc" } }),
    db().ticket.findMany({ where: mine }),
  ]);
  return {
    reservation: reservation.status,
    order: order?.status,
    reason: order?.failureReason,
    payments: payments.map((payment) => payment.status),
    tickets: tickets.map((ticket) => ticket.status),
    /** Of the seats that are this reservation's now. */
    seats: seats.map((seat) => seat.status),
  };
}

/** What the gateway charged or reserved for a reservation, whatever we believe. */
export async function chargesFor(shop: Shop, { eventId, id }: Held): Promise<string[]> {
  const order = await db().order.findFirst({ where: { eventId, reservationId: id } });
  const intents = (await shop.look("/v1/payment_intents?limit=100")).data;
  const mine = intents.filter((intent) => (intent.metadata as { order_id?: string }).order_id === order?.number);
  return mine
    .map((intent) => intent.status)
    .filter((status) => status === "succeeded" || status === "requires_capture");
}

/** Every webhook has arrived, and every promise holds. */
export async function expectSound(shop: Shop): Promise<void> {
  await shop.sandbox().webhooksIdle();
  expect(await checkInvariants("after quiet")).toEqual([]);
}

/** Where the bank asks the buyer, as the answer to a commit says. */
export function challengeUrl(answer: Awaited<ReturnType<Shop["commit"]>>): string {
  return (answer.ok && "pending" in answer && answer.pending.next_action?.redirect_url) || "";
}
