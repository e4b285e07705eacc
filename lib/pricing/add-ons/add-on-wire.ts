import { toMajor } from "#lib/platform/money";
import type { AddOnSales, AddOnTerms, AddOnWire } from "./add-on-contract.ts";
import { leftOf } from "./add-on-rules.ts";
import type { AddOnRow } from "./add-on-store.ts";

/** An add-on as its organizer sees it. */
export function addOnOnWire(
  row: AddOnRow,
  { currency, now, sales }: { currency: string; now: Date; sales: AddOnSales | undefined },
): AddOnWire {
  const { id, claimed, revision } = row;
  return {
    id,
    ...addOnTermsOf(row, currency),
    sale_from: row.saleFrom?.toISOString() ?? null,
    sale_until: row.saleUntil?.toISOString() ?? null,
    ...{ claimed, left: leftOf(row), sold: sales?.sold ?? 0, revenue: toMajor(sales?.revenueMinor ?? 0, currency) },
    ...{ currency, state: stateOf(row, now), revision },
  };
}

/** The terms of an add-on, as they are asked for. */
export function addOnTermsOf(row: AddOnRow, currency: string): AddOnTerms {
  return {
    name: row.name,
    description: row.description,
    price: toMajor(row.priceMinor, currency),
    tax_rate_ids: row.taxRateIds === null ? null : [...row.taxRateIds],
    stock: row.stock,
    counting: row.counting === "PER_TICKET" ? "per_ticket" : "free",
    per_order_max: row.perOrderMax,
    sale_from: row.saleFrom?.toISOString() ?? null,
    sale_until: row.saleUntil?.toISOString() ?? null,
    active: row.isActive,
    position: row.position,
  };
}

function stateOf(row: AddOnRow, now: Date): AddOnWire["state"] {
  if (!row.isActive) return "inactive";
  if (row.saleUntil && row.saleUntil <= now) return "over";
  if (leftOf(row) === 0) return "sold_out";
  return row.saleFrom && row.saleFrom > now ? "scheduled" : "on_sale";
}
