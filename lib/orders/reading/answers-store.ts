import { eventDb } from "#lib/platform/db/db";
import type { Prisma } from "#prisma/generated/client";

/** An order with its seats, its add-ons, and what its buyer answered. */
export type AnsweredOrder = Prisma.OrderGetPayload<{ include: { items: true; addOns: true; answers: true } }>;

/** The orders of an event with answers, the oldest first, behind the one that was read last; none that failed. */
export async function listAnsweredOrders(
  eventId: number,
  { after, limit }: { after: AnsweredOrder | undefined; limit: number },
): Promise<AnsweredOrder[]> {
  return eventDb(eventId).order.findMany({
    // Ids are made in the order of time (UUIDv7).
    where: { eventId, status: { not: "FAILED" }, ...(after ? { id: { gt: after.id } } : {}) },
    include: { items: { orderBy: { seatId: "asc" } }, addOns: true, answers: { orderBy: { place: "asc" } } },
    orderBy: { id: "asc" },
    take: limit,
  });
}

/** The questions that were ever answered, as they were asked last. */
export async function listAskedLabels(eventId: number): Promise<{ id: string; label: string }[]> {
  const rows = await eventDb(eventId).orderAnswer.findMany({
    where: { eventId },
    distinct: ["questionId"],
    orderBy: [{ questionId: "asc" }, { orderId: "desc" }],
    select: { questionId: true, label: true },
  });
  return rows.map(({ questionId, label }) => ({ id: questionId, label }));
}
