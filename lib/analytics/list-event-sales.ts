import { seatsLeft } from "#lib/catalog/seats-left";
import { saleState } from "#lib/catalog/state";
import type { EventSales } from "./contract.ts";
import { listEventSales as listRows } from "./sales-store.ts";

const EVENTS_MAX = 200;

/** The events of an organization with their state and sales: upcoming ones first, then the latest past ones. */
export async function listEventSales(organizationId: string): Promise<EventSales[]> {
  const rows = await listRows(organizationId, EVENTS_MAX);
  const left = await seatsLeft(rows.map(({ id }) => id));
  return rows.map((row) => {
    const facts = {
      status: row.status,
      isStopped: row.isStopped,
      startsAtMs: row.startsAt.getTime(),
      endsAtMs: row.endsAt.getTime(),
      salesStartAtMs: row.salesStartAt.getTime(),
      salesEndAtMs: row.salesEndAt.getTime(),
      left: left.get(row.id)?.left ?? 0,
    };
    const { id, slug, title, timeZone, venueName, city, currency, capacity, sold, takenMinor } = row;
    return {
      ...{ id, slug, title, timeZone, venueName, city, currency, capacity, sold, takenMinor },
      startsAt: row.startsAt.toISOString(),
      state: row.status === "DRAFT" ? "draft" : saleState(facts, Date.now()),
    };
  });
}
