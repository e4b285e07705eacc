import { ownEvent } from "#lib/catalog/organizer-event";
import type { Staff } from "#lib/organizations/authority";
import { databaseNow } from "#lib/platform/db/database-clock";
import type { Refused } from "#lib/platform/http/refusals";
import { refuse } from "../refusals.ts";
import type { AddOnWire, CountAddOns } from "./add-on-contract.ts";
import { findAddOnRow, listAddOnRows } from "./add-on-store.ts";
import { addOnOnWire } from "./add-on-wire.ts";
import { countedAddOn } from "./own-add-ons.ts";

type Listed = { data: AddOnWire[]; meta: { total: number; page: number; limit: number } };

const PAGE_LIMIT = 50;

/** The add-ons of an own event in the order in which buyers see them, with what is sold and left of each. */
export async function listAddOns(
  person: Staff,
  eventId: number,
  {
    page = 1,
    limit = PAGE_LIMIT,
    count,
  }: { page?: number | undefined; limit?: number | undefined; count: CountAddOns },
): Promise<{ ok: true; list: Listed } | Refused<"not_found" | "forbidden">> {
  const own = await ownEvent(person, eventId, "event.read");
  if (!own.ok) return own;
  const [rows, sales] = await Promise.all([listAddOnRows(eventId), count(eventId)]);
  const shown = rows.slice((page - 1) * limit, page * limit);
  const { currency } = own.row;
  const data = shown.map((row) => addOnOnWire(row, { currency, now: databaseNow(), sales: sales.get(row.id) }));
  return { ok: true, list: { data, meta: { total: rows.length, page, limit } } };
}

/** One add-on of an own event. */
export async function readAddOn(
  person: Staff,
  { eventId, id }: { eventId: number; id: string },
  count: CountAddOns,
): Promise<{ ok: true; addOn: AddOnWire } | Refused<"not_found" | "forbidden">> {
  const own = await ownEvent(person, eventId, "event.read");
  if (!own.ok) return own;
  const row = await findAddOnRow(eventId, id);
  if (!row) return refuse("not_found");
  return { ok: true, addOn: await countedAddOn(row, own.row.currency, count) };
}
