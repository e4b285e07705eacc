import { type PaymentStatus, undisputedStatesBefore } from "#lib/payments/state";
import { eventDb, globalDb } from "#lib/platform/db/db";
import type { Changed } from "#lib/reservations/store";
import type { Prisma } from "#prisma/generated/client";
import { MOVE_PAYMENT } from "./move-payment-function.ts";
import { LIST_UNSETTLED } from "./payment-statements.ts";
import { SETTLE_PAYMENT } from "./settle-function.ts";

export type PaymentRow = Prisma.PaymentGetPayload<object>;
export type OrderRow = Prisma.OrderGetPayload<object>;
export type OrderWithPayments = OrderRow & { payments: PaymentRow[] };
/** The id of the gateway's event that a change comes from. */
export type InboxEntry = { gateway: string; id: string; type: string };

export type SettleOutcome = {
  outcome: "settled" | "already" | "offered" | "seats_gone" | "surplus" | "duplicate" | "unknown";
  changed: Changed | undefined;
};

const SETTLE = `SELECT * FROM ${SETTLE_PAYMENT.name}($1::int, $2::uuid, $3::payment_status, $4::payment_status[], $5::text, $6::text, $7::jsonb)`;

/**
 * Settles a payment whose money is there. `seats_gone`: another buyer has its seats; nothing was booked. `surplus`: another
 * attempt pays this order, so this money must go back; nothing was recorded.
 */
export async function claimSettlement(
  payment: { eventId: number; id: string },
  state: { status: "AUTHORIZED" | "CAPTURED"; gatewayId: string | null; methodLabel: string | null },
  inbox: InboxEntry | undefined,
): Promise<SettleOutcome> {
  const [row] = await eventDb(payment.eventId).$queryRawUnsafe<
    { outcome: SettleOutcome["outcome"]; seat_ids: number[] | null; versions: number[] | null }[]
  >(
    SETTLE,
    payment.eventId,
    payment.id,
    state.status,
    undisputedStatesBefore(state.status),
    state.gatewayId,
    state.methodLabel,
    inbox ? JSON.stringify(inbox) : null,
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

const MOVE = `SELECT ${MOVE_PAYMENT.name}($1::int, $2::uuid, $3::payment_status, $4::payment_status[], $5::text, $6::text, $7::jsonb) AS is_moved`;

/** Records that a payment needs its buyer, failed or was cancelled. False when its state cannot become that. */
export async function claimPaymentState(
  payment: { eventId: number; id: string },
  state: { status: (typeof RECORDED_STATUSES)[number]; gatewayId?: string | null; declineCode?: string | null },
  inbox?: InboxEntry,
): Promise<boolean> {
  const [row] = await eventDb(payment.eventId).$queryRawUnsafe<{ is_moved: boolean }[]>(
    MOVE,
    payment.eventId,
    payment.id,
    state.status,
    undisputedStatesBefore(state.status),
    state.gatewayId ?? null,
    state.declineCode ?? null,
    inbox ? JSON.stringify(inbox) : null,
  );
  return row?.is_moved ?? false;
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
  const due = await globalDb().$queryRawUnsafe<Pick<PaymentRow, "eventId" | "id" | "updatedAt">[]>(
    LIST_UNSETTLED,
    quietSeconds,
    limit,
  );
  const claimed: PaymentRow[] = [];
  for (const { eventId, id, updatedAt } of due) {
    // Of two reconcilers with the same list, the first one moves the time.
    const won = await eventDb(eventId).$executeRaw`
      UPDATE payments SET updated_at = now() WHERE event_id = ${eventId}::int AND id = ${id}::uuid AND updated_at = ${updatedAt}`;
    const payment = won === 1 ? await findPayment(eventId, id) : undefined;
    if (payment) claimed.push(payment);
  }
  return claimed;
}

/** Deletes the gateways' messages of all events that came longer ago than that; answers how many. */
export async function deleteOldMessages(days: number): Promise<number> {
  const receivedAt = { lt: new Date(Date.now() - days * 86_400_000) };
  return (await globalDb().webhookInbox.deleteMany({ where: { receivedAt } })).count;
}
