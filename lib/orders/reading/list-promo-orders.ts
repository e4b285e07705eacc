import { ownEvent } from "#lib/catalog/organizer-event";
import type { Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import { toMajor } from "#lib/platform/money";
import { readPromoCode } from "#lib/pricing/promo/managing/list-promo-codes";
import { shownStatus } from "../state.ts";
import type { PromoOrderList } from "./promo-orders-contract.ts";
import { listPromoOrderRows } from "./store.ts";

const PAGE_LIMIT = 20;

/** The orders that used a promo code of an event, the newest first; failed ones too, which have given their use back. */
export async function listPromoOrders(
  person: Staff,
  { eventId, promoId }: { eventId: number; promoId: string },
  { page = 1, limit = PAGE_LIMIT }: { page?: number | undefined; limit?: number | undefined },
): Promise<{ ok: true; list: PromoOrderList } | Refused<"not_found" | "forbidden">> {
  const own = await ownEvent(person, eventId, "order.read");
  if (!own.ok) return own;
  const read = await readPromoCode(person, { eventId, id: promoId });
  if (!read.ok) return read;
  const { rows, total } = await listPromoOrderRows({ eventId, promoId }, { page, limit });
  const data = rows.map((row) => ({
    order_number: row.number,
    status: shownStatus(row).toLowerCase(),
    tickets: row.promoTickets,
    discount: toMajor(row.discountMinor, row.currency),
    total_amount: toMajor(row.totalMinor, row.currency),
    currency: row.currency,
    created_at: row.createdAt.toISOString(),
  }));
  return { ok: true, list: { data, meta: { total, page, limit } } };
}
