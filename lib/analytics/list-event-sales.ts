import { seatsLeft } from "#lib/catalog/seats-left";
import { saleState } from "#lib/catalog/state";
import type { EventSales } from "./contract.ts";
import { type EventSalesRow, listEventSales as listRows } from "./sales-store.ts";

const EVENTS_MAX = 200;

/** The events of an organization with their state and sales: upcoming ones first, then the latest past ones. */
export async function listEventSales(organizationId: string): Promise<EventSales[]> {
  return withStates(await listRows(organizationId, { limit: EVENTS_MAX }));
}

/** One event of an organization with its state and sales; undefined for a foreign or a missing one. */
export async function findEventSales(organizationId: string, eventId: number): Promise<EventSales | undefined> {
  const [event] = await withStates(await listRows(organizationId, { limit: 1, eventId }));
  return event;
}

async function withStates(rows: readonly EventSalesRow[]): Promise<EventSales[]> {
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
    const { id, slug, title, timeZone, venueName, city, currency, capacity, sold, takenMinor, series } = row;
    return {
      ...{ id, slug, title, timeZone, venueName, city, currency, capacity, sold, takenMinor, series },
      startsAt: row.startsAt.toISOString(),
      state: row.status === "DRAFT" ? "draft" : saleState(facts, Date.now()),
    };
  });
}
