import { ownEvent } from "#lib/catalog/organizer-event";
import type { Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import { refuse } from "../refusals.ts";
import { ADDRESSES_MAX, type SaleWindowWire } from "./access-contract.ts";
import { changeSale } from "./sale-change-store.ts";
import { addAddresses, countAddresses, listAddresses, listWindows, removeAddresses } from "./window-store.ts";
import { windowOnWire } from "./window-wire.ts";

/** The presales of an event by their time. */
export async function readWindows(
  person: Staff,
  eventId: number,
): Promise<{ ok: true; windows: SaleWindowWire[] } | Refused<"not_found" | "forbidden">> {
  const own = await ownEvent(person, eventId, "event.read");
  return own.ok ? { ok: true, windows: (await listWindows(eventId)).map(windowOnWire) } : own;
}

type Key = { eventId: number; windowId: number };

/** One page of the mail addresses of a presale. They are personal data: for those who may change the event. */
export async function readAddresses(
  person: Staff,
  key: Key,
  { page = 1, limit = 50 }: { page?: number | undefined; limit?: number | undefined },
): Promise<
  | { ok: true; list: { data: string[]; meta: { total: number; page: number; limit: number } } }
  | Refused<"not_found" | "forbidden">
> {
  const own = await ownEvent(person, key.eventId, "event.write");
  if (!own.ok) return own;
  const row = (await listWindows(key.eventId)).find(({ id }) => id === key.windowId);
  if (!row) return refuse("not_found");
  const data = await listAddresses(key, { page, limit });
  return { ok: true, list: { data, meta: { total: row.addresses, page, limit } } };
}

type Changed = { ok: true; added: number; removed: number; total: number; audit: Record<string, unknown> };

/** Adds mail addresses to the list of a presale and takes others off it. Those that are there or gone already change nothing. */
export async function changeAddresses(
  person: Staff,
  key: Key,
  asked: { add: readonly string[]; remove: readonly string[] },
): Promise<
  | { ok: true; added: number; removed: number; total: number }
  | Refused<"not_found" | "forbidden" | "access_limit_reached">
> {
  return changeSale(person, key.eventId, {
    action: "event.change_presale_list",
    work: async ({ tx }): Promise<Changed | Refused<"not_found" | "access_limit_reached">> => {
      if (!(await listWindows(key.eventId, tx)).some(({ id }) => id === key.windowId)) return refuse("not_found");
      const before = await countAddresses(tx, key);
      if (before + asked.add.length > ADDRESSES_MAX) return refuse("access_limit_reached", { limit: ADDRESSES_MAX });
      const removed = await removeAddresses(tx, key, asked.remove);
      const added = await addAddresses(tx, key, asked.add);
      const total = before - removed + added;
      return { ok: true, added, removed, total, audit: { presale: key.windowId, added, removed } };
    },
  });
}
