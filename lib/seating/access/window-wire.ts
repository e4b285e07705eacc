import type { SaleWindowWire } from "./access-contract.ts";
import type { WindowRow } from "./window-store.ts";

export function windowOnWire(row: WindowRow & { addresses: number }): SaleWindowWire {
  return {
    ...{ id: row.id, name: row.name, opens_at: row.opensAt.toISOString(), closes_at: row.closesAt.toISOString() },
    ...{ access: row.access.toLowerCase() as SaleWindowWire["access"], price_levels: row.levelIds },
    ...{ revision: row.revision, addresses: row.addresses },
  };
}
