import { type PaymentStatus, undisputedStatesBefore } from "#lib/payments/state";
import { eventDb, globalDb } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import type { Changed } from "#lib/reservations/store";
import type { Prisma } from "#prisma/generated/client";
import {
  LOCK_PROMO,
  MOVE_PAYMENT,
  OPEN_ATTEMPT,
  OPEN_ORDER,
  TAKE_UNSETTLED,
  WITHOUT_PROMO_USE,
} from "./payment-statements.ts";
import { SETTLE } from "./settle-statement.ts";

/** How long a card may be asked after the buyer pressed the button, and how much longer the seats stay out of reach. */
export const PAYING_SECONDS = 300;
export const SEAT_GRACE_SECONDS = 120;

export type PaymentRow = Prisma.PaymentGetPayload<object>;
export type OrderRow = Prisma.OrderGetPayload<object>;
export type OrderWithPayments = OrderRow & { payments: PaymentRow[] };
/** The id of the gateway's event that a change comes from. */
export type InboxEntry = { gateway: string; id: string; type: string };

export type NewOrder = {
  eventId: number;
  reservationId: string;
  userId: string | null;
  email: string;
  name: string;
  phone: string | null;
  locale: string;
  totalMinor: number;
  discountMinor: number;
  promoId: string | null;
  gateway: string;
  methodId: string;
  clientKey: string;
  items: { id: number; section: string; row: string; number: string }[];
};

/**
 * Opens an order with its first attempt under the first of the numbers that is free in its event; false when the reservation was not to be had or the promo code ran out.
 */
export async function claimOrder(nextNumber: () => string, order: NewOrder): Promise<boolean> {
  const { eventId, reservationId, promoId, clientKey, items, ...rest } = order;
  const opening = (number: string) =>
    eventDb(eventId).$queryRawUnsafe<unknown[]>(
      OPEN_ORDER,
      eventId,
      reservationId,
      uuidv7(),
      uuidv7(),
      JSON.stringify({ ...rest, number }),
      JSON.stringify(items),
      promoId,
      clientKey,
      PAYING_SECONDS,
      SEAT_GRACE_SECONDS,
    );
  const open = async (number: string) => {
    if (promoId === null) return opening(number);
    const lock = eventDb(eventId).$queryRawUnsafe(LOCK_PROMO, eventId, reservationId, promoId);
    return (await eventDb(eventId).$transaction([lock, opening(number)]))[1];
  };
  // A number has thirty random bits: in an event of 8,000 orders two draw the same one now and then.
  const rows = await againOn(/\(event_id, number\)|orders_event_id_number_key/, () => open(nextNumber()));
  return rows.length === 1;
}

/** The buyer's orders with a promo code that are paid or may yet be. */
export async function countPromoUses(of: { eventId: number; buyerKey: string; promoId: string }): Promise<number> {
  return eventDb(of.eventId).order.count({ where: { ...of, status: { notIn: [...WITHOUT_PROMO_USE] } } });
}

const TRIES_MAX = 5;

/** Does it again when a unique index that the words name refused it: whoever came first is seen by the next statement. */
async function againOn<T>(words: RegExp, work: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await work();
    } catch (error) {
      if (tried === TRIES_MAX || !isRefusedBy(error, words)) throw error;
    }
  }
}

const ONE_LIVE_ATTEMPT = /payments_one_live_attempt/;

function isRefusedBy(error: unknown, words: RegExp): boolean {
  return error instanceof Error && words.test(`${error.message} ${JSON.stringify(error)}`);
}

/** Opens a further attempt; false when there is a live one already, or the time or the order is over. */
export async function claimAttempt(
  order: OrderRow,
  attempt: {
    gateway: string;
    methodId: string;
    clientKey: string;
    who: { email: string; name: string; phone: string | null };
  },
): Promise<boolean> {
  const { gateway, methodId, clientKey, who } = attempt;
  const rows = await eventDb(order.eventId).$queryRawUnsafe<unknown[]>(
    OPEN_ATTEMPT,
    order.eventId,
    order.id,
    uuidv7(),
    gateway,
    methodId,
    clientKey,
    JSON.stringify(who),
  );
  return rows.length === 1;
}

export type SettleOutcome = {
  outcome: "settled" | "already" | "offered" | "seats_gone" | "surplus" | "duplicate" | "unknown";
  changed: Changed | undefined;
};

/**
 * Runs the settling statement. `seats_gone`: the money is there and its seats are somebody else's; nothing was booked.
 * `surplus`: another attempt pays this order, so this money must go back; nothing was recorded.
 */
export async function claimSettlement(
  payment: { eventId: number; id: string },
  state: { status: "AUTHORIZED" | "CAPTURED"; gatewayId: string | null; methodLabel: string | null },
  inbox: InboxEntry | undefined,
): Promise<SettleOutcome> {
  const ticketIds = Array.from({ length: 100 }, () => uuidv7());
  // An attempt that opened since the statement began is seen only by the next one, which then calls this money surplus.
  const [row] = await againOn(ONE_LIVE_ATTEMPT, () =>
    eventDb(payment.eventId).$queryRawUnsafe<
      { outcome: SettleOutcome["outcome"]; seat_ids: number[] | null; versions: number[] | null }[]
    >(
      SETTLE,
      payment.eventId,
      payment.id,
      state.status,
      state.gatewayId,
      state.methodLabel,
      ticketIds,
      inbox ? JSON.stringify(inbox) : null,
      undisputedStatesBefore(state.status),
    ),
  );
  const changed = row?.seat_ids
    ? { eventId: payment.eventId, seatIds: row.seat_ids, versions: row.versions ?? [] }
    : undefined;
  return { outcome: row?.outcome ?? "unknown", changed };
}

/** The states in which a payment is recorded as the gateway tells; all others belong to writes of their own. */
export const RECORDED_STATUSES = [
  "REQUIRES_ACTION",
  "CAPTURED",
  "CANCELED",
  "FAILED",
] as const satisfies readonly PaymentStatus[];

/** Records that a payment needs its buyer, failed or was cancelled. False when its state cannot become that. */
export async function claimPaymentState(
  payment: { eventId: number; id: string },
  state: { status: (typeof RECORDED_STATUSES)[number]; gatewayId?: string | null; declineCode?: string | null },
  inbox?: InboxEntry,
): Promise<boolean> {
  const move = () =>
    eventDb(payment.eventId).$queryRawUnsafe<unknown[]>(
      MOVE_PAYMENT,
      payment.eventId,
      payment.id,
      state.status,
      state.gatewayId ?? null,
      state.declineCode ?? null,
      inbox ? JSON.stringify(inbox) : null,
      undisputedStatesBefore(state.status),
    );
  try {
    return (await move()).length === 1;
  } catch (error) {
    // Back to life while another attempt is live: it stays what it was, and money it may bring is surplus.
    if (isRefusedBy(error, ONE_LIVE_ATTEMPT)) return false;
    throw error;
  }
}

export async function findOrderOf(eventId: number, reservationId: string): Promise<OrderWithPayments | undefined> {
  const order = await eventDb(eventId).order.findUnique({
    where: { eventId_reservationId: { eventId, reservationId } },
  });
  if (!order) return undefined;
  const payments = await eventDb(eventId).payment.findMany({
    where: { eventId, orderId: order.id },
    orderBy: { attempt: "asc" },
  });
  return { ...order, payments };
}

export async function findPayment(eventId: number, id: string): Promise<PaymentRow | undefined> {
  return (await eventDb(eventId).payment.findUnique({ where: { eventId_id: { eventId, id } } })) ?? undefined;
}

export async function loadOrder(eventId: number, id: string): Promise<OrderRow> {
  return eventDb(eventId).order.findUniqueOrThrow({ where: { eventId_id: { eventId, id } } });
}

/** Takes the payments that the reconciler must ask about now; one that was asked about is left alone for as long again. */
export async function claimUnsettled(quietSeconds: number, limit: number): Promise<PaymentRow[]> {
  const rows = await globalDb().$queryRawUnsafe<{ event_id: number; id: string }[]>(
    TAKE_UNSETTLED,
    quietSeconds,
    limit,
  );
  return globalDb().payment.findMany({ where: { OR: rows.map((row) => ({ eventId: row.event_id, id: row.id })) } });
}

/** Deletes the gateways' messages of all events that came longer ago than that; answers how many. */
export async function deleteOldMessages(days: number): Promise<number> {
  const receivedAt = { lt: new Date(Date.now() - days * 86_400_000) };
  return (await globalDb().webhookInbox.deleteMany({ where: { receivedAt } })).count;
}
