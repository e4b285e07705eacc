import type { Staff } from "#lib/organizations/authority";
import { databaseNow } from "#lib/platform/db/database-clock";
import type { Refused } from "#lib/platform/http/refusals";
import { refuse } from "../../refusals.ts";
import { listBatchRows } from "./batch-store.ts";
import { findPromoRow, listPromoRows } from "./managing-store.ts";
import { ownPromoEvent } from "./own-promo-event.ts";
import type { BatchWire, PromoFilter, PromoWire } from "./promo-contract.ts";
import { promoOnWire } from "./promo-wire.ts";

const PAGE_LIMIT = 20;

type Page = { page?: number | undefined; limit?: number | undefined };
type Listed<T> =
  | { ok: true; list: { data: T[]; meta: { total: number; page: number; limit: number } } }
  | Refused<"not_found" | "forbidden">;

/** The promo codes of an event, the newest first. */
export async function listPromoCodes(
  person: Staff,
  eventId: number,
  { page = 1, limit = PAGE_LIMIT, ...filter }: PromoFilter & Page,
): Promise<Listed<PromoWire>> {
  const own = await ownPromoEvent(person, eventId, "event.read");
  if (!own.ok) return own;
  const now = databaseNow();
  const { rows, total } = await listPromoRows(eventId, filter, { page, limit, now });
  const { currency } = own.row;
  return {
    ok: true,
    list: { data: rows.map((row) => promoOnWire(row, { currency, now })), meta: { total, page, limit } },
  };
}

/** The batches of an event's promo codes, the newest first. */
export async function listPromoBatches(
  person: Staff,
  eventId: number,
  { page = 1, limit = PAGE_LIMIT }: Page,
): Promise<Listed<BatchWire>> {
  const own = await ownPromoEvent(person, eventId, "event.read");
  if (!own.ok) return own;
  const { rows, total } = await listBatchRows(eventId, { page, limit });
  return { ok: true, list: { data: rows, meta: { total, page, limit } } };
}

/** One promo code of an event. */
export async function readPromoCode(
  person: Staff,
  { eventId, id }: { eventId: number; id: string },
): Promise<{ ok: true; promo: PromoWire } | Refused<"not_found" | "forbidden">> {
  const own = await ownPromoEvent(person, eventId, "event.read");
  if (!own.ok) return own;
  const row = await findPromoRow(eventId, id);
  if (!row) return refuse("not_found");
  return { ok: true, promo: promoOnWire(row, { currency: own.row.currency, now: databaseNow() }) };
}
