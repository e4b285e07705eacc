import type { Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import { changeSale } from "../access/sale-change-store.ts";
import { refuse } from "../refusals.ts";
import { findLayout } from "../store.ts";
import { listAllocationHeads, type SetSeat, updateAllocation } from "./allocation-store.ts";
import { tellSeats } from "./paint-seats.ts";
import { claimDueReleases, listEventsToRelease, listSeatIdsOf, releaseSeats } from "./release-store.ts";

type Released = { ok: true; seats: SetSeat[]; audit: Record<string, unknown> };

/**
 * Puts all seats of an allocation on sale to everybody, by hand. Seats that come back later follow. Accessible places are released by
 * their rule alone once sales have begun.
 */
export async function releaseAllocation(
  person: Staff,
  { eventId, id }: { eventId: number; id: number },
): Promise<{ ok: true; released: number } | Refused<"not_found" | "forbidden" | "accessible_by_rule">> {
  const done = await changeSale(person, eventId, {
    action: "event.release_allocation",
    work: async ({ tx, row, now, actor }): Promise<Released | Refused<"not_found" | "accessible_by_rule">> => {
      const allocation = (await listAllocationHeads(tx, eventId)).find((each) => each.id === id);
      if (!allocation) return refuse("not_found");
      if (allocation.kind === "ACCESSIBLE" && row.salesStartAt <= now)
        return refuse("accessible_by_rule", { allocation: allocation.name });
      const due = [{ allocationId: id, seatIds: await listSeatIdsOf(tx, { eventId, id }) }];
      const seats = await releaseSeats(tx, { eventId, actor, cause: "hand" }, due);
      // From now on it is released: a seat that is refunded or whose hold lapses is on sale to everybody.
      await updateAllocation(tx, { eventId, id }, { releaseAt: now });
      return { ok: true, seats, audit: { allocation: id, name: allocation.name, seats: seats.length } };
    },
  });
  if (!done.ok) return done;
  tellSeats(eventId, done.seats);
  return { ok: true, released: done.seats.length };
}

/** Releases what is due by time and by rule, event by event. Answers how many seats. Any number may run it at once. */
export async function releaseDueAllocations(): Promise<number> {
  let released = 0;
  for (const eventId of await listEventsToRelease()) {
    const seats = await claimDueReleases(eventId, findLayout);
    tellSeats(eventId, seats);
    released += seats.length;
  }
  return released;
}
