import { appendAudit } from "#lib/audit/append-audit";
import { eventDb } from "#lib/platform/db/db";
import { inTransaction } from "#lib/platform/db/transaction";

export type RoomRow = {
  opensAt: Date;
  drawnAt: Date | null;
  closedAt: Date | null;
  ratePerMinute: number;
  placesMax: number;
};

/** The waiting room that a sale has or had. */
export async function findRoom(eventId: number): Promise<RoomRow | undefined> {
  const select = { opensAt: true, drawnAt: true, closedAt: true, ratePerMinute: true, placesMax: true } as const;
  return (await eventDb(eventId).waitingRoom.findUnique({ where: { eventId }, select })) ?? undefined;
}

/** Changes a room that is not closed; the time of its draw only until it is drawn. Loses (false) otherwise. */
export async function claimRoomChange(
  eventId: number,
  { opensAt, ratePerMinute, placesMax }: Pick<RoomRow, "opensAt" | "ratePerMinute" | "placesMax">,
  { actor, organizationId }: { actor: string; organizationId: string },
): Promise<boolean> {
  return inTransaction(eventDb(eventId), async (tx) => {
    const { count } = await tx.waitingRoom.updateMany({
      where: { eventId, closedAt: null, OR: [{ drawnAt: null }, { opensAt }] },
      data: { opensAt, ratePerMinute, placesMax, version: { increment: 1 } },
    });
    if (count === 1)
      await appendAudit(tx, {
        ...{ actor, action: "waiting_room.change", subject: String(eventId), outcome: "ok", organizationId, eventId },
        detail: { opensAt: opensAt.toISOString(), ratePerMinute, placesMax },
      });
    return count === 1;
  });
}
