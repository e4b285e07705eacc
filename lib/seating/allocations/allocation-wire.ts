import type { AllocationWire } from "./allocation-contract.ts";
import type { AllocationCounts, AllocationRow } from "./allocation-store.ts";

export function allocationOnWire(row: AllocationRow & Omit<AllocationCounts, "seatIds">): AllocationWire {
  return {
    ...{ id: row.id, name: row.name, kind: row.kind.toLowerCase() as AllocationWire["kind"] },
    ...{ reason: row.reason, owner: row.owner, revision: row.revision },
    release_at: row.releaseAt?.toISOString() ?? null,
    release_when: (row.releaseScope?.toLowerCase() ?? null) as AllocationWire["release_when"],
    seats: { total: row.total, free: row.free, held: row.held, sold: row.sold },
  };
}
