import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "#prisma/generated/client";

/**
 * Contender (a): the hold as it is usually written, a Next route with an interactive Prisma transaction: read the seats,
 * check them, update those that are still free, count, insert the reservation.
 */
const adapter = new PrismaPg({ connectionString: process.env.DATABASE_URL ?? "", max: Number(process.env.BENCH_POOL) });
const prisma = new PrismaClient({ adapter });

class Taken extends Error {}

export async function POST(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const eventId = Number((await params).id);
  const body = (await request.json()) as { seat_ids: number[]; client_reservation_id: string };
  const id = crypto.randomUUID();
  try {
    const reservation = await prisma.$transaction(
      (tx) => hold(tx, { eventId, id, body, buyerKey: request.headers.get("x-buyer") ?? "" }),
      {
        maxWait: 10_000,
        timeout: 20_000,
      },
    );
    return Response.json(reservation, { status: 201 });
  } catch (error) {
    if (error instanceof Taken) return Response.json({ error: "seat_unavailable" }, { status: 409 });
    throw error;
  }
}

type Transaction = Parameters<Parameters<typeof prisma.$transaction>[0]>[0];
type Ask = {
  eventId: number;
  id: string;
  buyerKey: string;
  body: { seat_ids: number[]; client_reservation_id: string };
};

async function hold(tx: Transaction, { eventId, id, buyerKey, body }: Ask) {
  const seats = await tx.seat.findMany({
    where: { eventId, id: { in: body.seat_ids } },
    include: { priceLevel: true },
    orderBy: { id: "asc" },
  });
  if (seats.length !== body.seat_ids.length || seats.some(({ status }) => status !== "AVAILABLE")) throw new Taken();
  const expiresAt = new Date(Date.now() + 600_000);
  const { count } = await tx.seat.updateMany({
    where: { eventId, id: { in: body.seat_ids }, status: "AVAILABLE" },
    data: { status: "HELD", version: { increment: 1 }, reservationId: id, heldUntil: expiresAt },
  });
  if (count !== seats.length) throw new Taken();
  const unitMinor = seats.map(({ priceLevel }) => priceLevel.priceMinor);
  const totalMinor = unitMinor.reduce((sum, each) => sum + each, 0);
  return tx.reservation.create({
    data: {
      eventId,
      id,
      buyerKey,
      clientReservationId: body.client_reservation_id,
      seatIds: body.seat_ids,
      unitMinor,
      totalMinor,
      currency: "EUR",
      expiresAt,
      firstSeatIds: body.seat_ids,
      firstUnitMinor: unitMinor,
      firstTotalMinor: totalMinor,
      firstExpiresAt: expiresAt,
    },
  });
}
