import type { AccessCodeWire } from "./access-contract.ts";
import type { CodeRow } from "./code-store.ts";

export function codeOnWire(row: CodeRow): AccessCodeWire {
  return {
    ...{ id: row.id, code: row.code, is_link: row.isLink, name: row.name, window: row.windowId },
    ...{ allocation: row.allocationId, sells_alone: row.sellsAlone, uses_max: row.usesMax, uses: row.uses },
    valid_from: row.validFrom?.toISOString() ?? null,
    valid_until: row.validUntil?.toISOString() ?? null,
  };
}
