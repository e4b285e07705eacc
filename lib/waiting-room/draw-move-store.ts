import { appendAudit } from "#lib/audit/append-audit";
import type { DrawMove, DrawPlan, MovedSale } from "#lib/catalog/event-sales";
import type { Transaction } from "#lib/platform/db/transaction";
import { planDraw } from "./plan-draw.ts";
import { lockRoom } from "./room-store.ts";

/** What a change of a locked event's sale does to its draw, as the room is behind its lock: a draw comes before or after. */
export async function findDrawPlan(tx: Transaction, { id, ...sale }: MovedSale): Promise<DrawPlan> {
  return planDraw(await lockRoom(tx, id), sale);
}

/** Moves the draw of a room that `findDrawPlan` locked. */
export async function claimDrawMove(
  tx: Transaction,
  eventId: number,
  { draw, actor, organizationId }: { draw: DrawMove; actor: string; organizationId: string },
): Promise<void> {
  const data = { opensAt: draw.to, version: { increment: 1 } };
  await tx.waitingRoom.update({ where: { eventId }, data });
  const detail = { from: { opens_at: draw.from.toISOString() }, to: { opens_at: draw.to.toISOString() } };
  const entry = { action: "waiting_room.change", subject: String(eventId), outcome: "ok", detail };
  await appendAudit(tx, { ...entry, actor, organizationId, eventId });
}
