import type { SavedViewWire } from "./contract.ts";
import type { ViewRow } from "./view-store.ts";

/** A view as the API and the pages show it. */
export function viewOnWire(row: ViewRow): SavedViewWire {
  return {
    ...{ id: row.id, list: row.list, name: row.name, query: row.query },
    is_shared: row.isShared,
    is_default: row.isDefault,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}
