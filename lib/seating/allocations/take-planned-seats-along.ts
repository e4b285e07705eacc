import type { RepaintedEvent } from "#lib/catalog/event-sales";
import type { Transaction } from "#lib/platform/db/transaction";
import { seatByName } from "../painting/carry-painting.ts";
import { findLayout } from "../store.ts";
import { setPlanned } from "./allocation-store.ts";

/**
 * Takes the seats that are set aside in a draft along when it gets another layout: by the names of section, row and seat. Those that the
 * layout does not have are left out.
 */
export async function takePlannedSeatsAlong(
  tx: Transaction,
  { id: eventId, before, after }: RepaintedEvent,
): Promise<void> {
  if (before.layoutHash === after.layoutHash) return;
  const planned = await tx.allocation.findMany({ where: { eventId, plannedLayout: before.layoutHash } });
  if (planned.length === 0) return;
  const [from, to] = await Promise.all([findLayout(before.layoutHash), findLayout(after.layoutHash)]);
  const seatOf = from && to ? seatByName(from, to) : () => undefined;
  for (const { id, plannedSeatIds } of planned) {
    const seatIds = plannedSeatIds.flatMap((seat) => seatOf(seat) ?? []).sort((a, b) => a - b);
    await setPlanned(tx, { eventId, id }, { layoutHash: after.layoutHash, seatIds });
  }
}
