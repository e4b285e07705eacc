import { globalDb } from "#lib/platform/db/db";
import type { Prisma } from "#prisma/generated/client";
import type { Trouble } from "./contract.ts";

/** A buyer answers their bank within this time, and a gateway tells the outcome at once. */
const STUCK_MS = 15 * 60_000;

/**
 * The orders of events that may need a person: a payment has had no outcome for a quarter of an hour or brought money that no order takes,
 * or a dispute is open.
 */
export async function whereTroubled(
  trouble: Trouble,
  { eventIds, now }: { eventIds: readonly number[]; now: Date },
): Promise<Prisma.OrderWhereInput> {
  const eventId = { in: [...eventIds] };
  if (trouble === "dispute") {
    const open = await globalDb().dispute.findMany({ where: { eventId, status: "OPEN" }, select: { orderId: true } });
    return { eventId, id: { in: open.map(({ orderId }) => orderId) } };
  }
  const createdAt = { lt: new Date(now.getTime() - STUCK_MS) };
  return {
    eventId,
    OR: [
      { payments: { some: { createdAt, status: { in: ["CREATED", "REQUIRES_ACTION", "AUTHORIZED"] } } } },
      {
        ...{ status: { in: ["PENDING", "FAILED"] }, payments: { some: { createdAt, status: "CAPTURED" } } },
        OR: [{ offerUntil: null }, { offerUntil: { lte: now } }],
      },
    ],
  };
}

/** How many orders of an event are in each trouble, and until when the first dispute has to be answered. */
export async function countTroubles(
  eventId: number,
  now: Date,
): Promise<Record<Trouble, number> & { evidenceDueAt: Date | null }> {
  const count = async (trouble: Trouble) =>
    globalDb().order.count({ where: await whereTroubled(trouble, { eventIds: [eventId], now }) });
  const open = { eventId, status: "OPEN" } as const;
  const [payment, dispute, first] = await Promise.all([
    count("payment"),
    count("dispute"),
    globalDb().dispute.aggregate({ where: open, _min: { evidenceDueAt: true } }),
  ]);
  return { payment, dispute, evidenceDueAt: first._min.evidenceDueAt };
}
