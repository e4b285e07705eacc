import { db } from "#lib/platform/db/db";
import { readableCode, uuidv7 } from "#lib/platform/ids";
import { aBuyer } from "#prisma/seed/builders";
import { paymentMovements } from "../ledger/ledger-rules.ts";
import { appendLedger } from "../ledger/ledger-store.ts";
import { newOrderNumber } from "../placing/order-number.ts";
import type { OrderStatus } from "../state.ts";

export type OrderOptions = {
  status?: OrderStatus;
  buyerKey?: string;
  email?: string;
  name?: string;
  locale?: string;
  /** Seats of the small hall: `A 1` is 1, row B begins at 11. */
  seatIds?: number[];
  payment?: "CREATED" | "REQUIRES_ACTION" | "AUTHORIZED" | "CAPTURED" | "FAILED";
  failureReason?: string;
  offerSeatIds?: number[];
  createdAt?: Date;
};

/** An order of an event made by `anEventOnSale`, as the payment saga leaves it: paid ones have live tickets. */
export async function anOrder(
  eventId: number,
  options: OrderOptions = {},
): Promise<{ id: string; number: string; buyerKey: string }> {
  const { status = "PAID", seatIds = [1, 2], buyerKey = aBuyer() } = options;
  const id = uuidv7();
  const number = newOrderNumber(eventId, 2026);
  const unitMinor = 4_500;
  const place = (seatId: number) => ({
    seatId,
    priceLevelId: 1,
    unitMinor,
    section: "Stalls",
    row: String.fromCharCode(65 + Math.floor((seatId - 1) / 10)),
  });
  const isPaid = status === "PAID" || status === "PARTIALLY_REFUNDED" || status === "REFUNDED";
  const reservationId = uuidv7();
  const unitsMinor = seatIds.map(() => unitMinor);
  const basket = { seatIds, unitMinor: unitsMinor, totalMinor: unitMinor * seatIds.length, expiresAt: new Date() };
  await db().reservation.create({
    data: {
      ...{ eventId, id: reservationId, buyerKey, clientReservationId: uuidv7(), currency: "EUR", ...basket },
      status: isPaid ? "CONFIRMED" : "EXPIRED",
      firstSeatIds: seatIds,
      firstUnitMinor: unitsMinor,
      firstTotalMinor: basket.totalMinor,
      firstExpiresAt: basket.expiresAt,
    },
  });
  await db().order.create({
    data: {
      eventId,
      id,
      number,
      buyerKey,
      status,
      reservationId,
      email: options.email ?? "ada@example.org",
      name: options.name ?? "Ada Lovelace",
      locale: options.locale ?? "en",
      totalMinor: unitMinor * seatIds.length,
      currency: "EUR",
      failureReason: options.failureReason ?? null,
      paidAt: isPaid ? new Date() : null,
      offerSeatIds: options.offerSeatIds ?? [],
      offerUntil: options.offerSeatIds ? new Date(Date.now() + 900_000) : null,
      ...(options.createdAt ? { createdAt: options.createdAt } : {}),
    },
  });
  await db().orderItem.createMany({
    data: seatIds.map((seatId) => ({
      eventId,
      orderId: id,
      number: String(((seatId - 1) % 10) + 1),
      ...place(seatId),
    })),
  });
  if (isPaid) {
    await db().ticket.createMany({
      data: seatIds.map((seatId) => ({
        eventId,
        id: uuidv7(),
        number: `TKT-${readableCode(8)}`,
        orderId: id,
        status: status === "REFUNDED" ? ("VOID" as const) : ("LIVE" as const),
        seatNumber: String(((seatId - 1) % 10) + 1),
        holderName: options.name ?? "Ada Lovelace",
        ...place(seatId),
      })),
    });
  }
  const payment = options.payment ?? (isPaid ? "CAPTURED" : undefined);
  if (payment) {
    const paymentId = uuidv7();
    await db().payment.create({
      data: {
        eventId,
        id: paymentId,
        orderId: id,
        attempt: 1,
        gateway: "stripe",
        gatewayId: `pi_${readableCode(16)}`,
        idempotencyKey: `${id}-1`,
        status: payment,
        amountMinor: unitMinor * seatIds.length,
        currency: "EUR",
        methodLabel: "Visa •••• 4242",
      },
    });
    const movements = paymentMovements({ before: "CREATED", after: payment }, unitMinor * seatIds.length);
    await appendLedger(db(), { eventId, orderId: id, paymentId, currency: "EUR", movements });
  }
  return { id, number, buyerKey };
}
