import type { Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import { changeSale, type SaleChange } from "../access/sale-change-store.ts";
import { refuse } from "../refusals.ts";
import {
  ALLOCATIONS_MAX,
  type AllocationChangeBody,
  type AllocationWire,
  type NewAllocation,
} from "./allocation-contract.ts";
import {
  type AllocationRow,
  appendAllocation,
  deleteAllocation,
  kindOf,
  listAllocationHeads,
  listAllocations,
  updateAllocation,
} from "./allocation-store.ts";
import { allocationOnWire } from "./allocation-wire.ts";

type SaveRefusal = Refused<
  "not_found" | "forbidden" | "invalid_request" | "allocation_changed" | "allocation_limit_reached"
>;

/** Makes an allocation without seats. Refuses a name that the event has already and a rule that its kind cannot have. */
export async function createAllocation(
  person: Staff,
  eventId: number,
  asked: NewAllocation,
): Promise<{ ok: true; id: number } | SaveRefusal> {
  return changeSale(person, eventId, {
    action: "event.create_allocation",
    work: async (change): Promise<{ ok: true; id: number; audit: Record<string, unknown> } | SaveRefusal> => {
      const known = await listAllocationHeads(change.tx, eventId);
      if (known.length >= ALLOCATIONS_MAX) return refuse("allocation_limit_reached", { limit: ALLOCATIONS_MAX });
      const wrong = problemsOf(asked, { known, change });
      if (wrong) return wrong;
      const id = Math.max(0, ...known.map((each) => each.id)) + 1;
      await appendAllocation(change.tx, { eventId, id, ...columnsOf(asked) });
      return { ok: true, id, audit: { allocation: id, ...asked } };
    },
  });
}

/** Changes an allocation, on the revision that its editor saw. */
export async function changeAllocation(
  person: Staff,
  { eventId, id }: { eventId: number; id: number },
  { revision, ...asked }: AllocationChangeBody,
): Promise<{ ok: true } | SaveRefusal> {
  return changeSale(person, eventId, {
    action: "event.change_allocation",
    work: async (change): Promise<{ ok: true; audit: Record<string, unknown> } | SaveRefusal> => {
      const known = await listAllocationHeads(change.tx, eventId);
      const now = known.find((each) => each.id === id);
      if (!now) return refuse("not_found");
      if (now.revision !== revision) return refuse("allocation_changed", { allocation: withoutCounts(now) });
      const merged = { ...withoutCounts(now), ...asked };
      const wrong = problemsOf(merged, { known: known.filter((each) => each.id !== id), change, before: now });
      if (wrong) return wrong;
      await updateAllocation(change.tx, { eventId, id }, columnsOf(merged));
      return { ok: true, audit: { allocation: id, ...asked } };
    },
  });
}

/** Deletes an allocation that has no seats any more, with its codes and links. */
export async function removeAllocation(
  person: Staff,
  { eventId, id }: { eventId: number; id: number },
): Promise<{ ok: true } | Refused<"not_found" | "forbidden" | "allocation_in_use">> {
  return changeSale(person, eventId, {
    action: "event.delete_allocation",
    work: async ({
      tx,
    }): Promise<{ ok: true; audit: Record<string, unknown> } | Refused<"not_found" | "allocation_in_use">> => {
      const row = (await listAllocationHeads(tx, eventId)).find((each) => each.id === id);
      if (!row) return refuse("not_found");
      if (!(await deleteAllocation(tx, { eventId, id }))) {
        const seats = (await listAllocations(eventId)).find((each) => each.id === id)?.total ?? 0;
        return refuse("allocation_in_use", { seats });
      }
      return { ok: true, audit: { allocation: id, name: row.name } };
    },
  });
}

type Fields = Pick<NewAllocation, "name" | "kind" | "release_at" | "release_when">;
type Ground = { known: readonly AllocationRow[]; change: SaleChange; before?: AllocationRow };

function problemsOf(asked: Fields, { known, change, before }: Ground): Refused<"invalid_request"> | undefined {
  const fields: { path: string; message: string }[] = [];
  const name = asked.name.toLowerCase();
  if (known.some((each) => each.name.toLowerCase() === name))
    fields.push({ path: "name", message: "is the name of another allocation of this event" });
  if (asked.release_when !== null && asked.kind !== "accessible")
    fields.push({ path: "release_when", message: "is for accessible places alone" });
  const releaseAt = asked.release_at === null ? undefined : new Date(asked.release_at);
  const isNew = releaseAt && releaseAt.getTime() !== before?.releaseAt?.getTime();
  if (isNew && releaseAt <= change.now) fields.push({ path: "release_at", message: "must be in the future" });
  else if (isNew && releaseAt >= change.row.salesEndAt)
    fields.push({ path: "release_at", message: "must be before the sale ends" });
  return fields.length > 0 ? refuse("invalid_request", { fields }) : undefined;
}

function columnsOf(asked: NewAllocation) {
  return {
    ...{ name: asked.name, kind: kindOf(asked.kind), reason: asked.reason, owner: asked.owner },
    releaseAt: asked.release_at === null ? null : new Date(asked.release_at),
    releaseScope: (asked.release_when?.toUpperCase() ?? null) as AllocationRow["releaseScope"],
  };
}

function withoutCounts(row: AllocationRow): Omit<AllocationWire, "seats"> {
  const { seats: _, ...wire } = allocationOnWire({ ...row, total: 0, free: 0, held: 0, sold: 0 });
  return wire;
}
