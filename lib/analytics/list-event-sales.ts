import { mayActFor, type Staff } from "#lib/organizations/authority";
import { findOrganization } from "#lib/organizations/find-organization";
import type { Refused } from "#lib/platform/http/refusals";
import type { EventSales, EventTotal } from "./contract.ts";
import { countEvents, type EventSalesRow, listEventRows, listSeriesRows } from "./event-list-store.ts";
import type { OwnEventsAnswer, OwnEventsQuery } from "./own-events-contract.ts";

const LIMIT = 20;

type EventSalesList = {
  events: EventSales[];
  /** Of all events that pass the filter, not of the page alone. */
  total: number;
  totals: EventTotal[];
  /** All series of the organization, to choose from. */
  series: NonNullable<EventSales["series"]>[];
};

type Refusal = "not_found" | "forbidden";

/**
 * One page of an organization's events with their state and sales, drafts too: those to come first, the next one at the top, then the latest
 * past ones, or as `sort` says. Refuses `not_found` when the person does not belong to it, `forbidden` when their role lacks the permission
 * or asks for the order of what was taken without reading orders.
 */
export async function listEventSales(
  person: Staff,
  organizationId: string,
  query: OwnEventsQuery,
): Promise<({ ok: true } & EventSalesList) | Refused<Refusal>> {
  const listed = await readPage(person, organizationId, query);
  if (!listed.ok) return listed;
  const { rows, total, totals } = listed;
  const hide = moneyFor(person, organizationId);
  const events = rows.map(onDesk).map(hide);
  return { ok: true, events, total, totals: totals.map(hide), series: await listSeriesRows(organizationId) };
}

/** The same page as the API answers it. */
export async function listOwnEvents(
  person: Staff,
  organizationId: string,
  query: OwnEventsQuery,
): Promise<{ ok: true; list: OwnEventsAnswer } | Refused<Refusal>> {
  const { page = 1, limit = LIMIT } = query;
  const listed = await readPage(person, organizationId, query);
  return listed.ok
    ? { ok: true, list: { data: listed.rows.map(onWire), meta: { total: listed.total, page, limit } } }
    : listed;
}

/** One event of an organization with its state and sales; undefined for a foreign or a missing one. */
export async function findEventSales(
  person: Staff,
  organizationId: string,
  eventId: number,
): Promise<EventSales | undefined> {
  const [row] = await listEventRows({ organizationId, eventId }, { limit: 1, offset: 0 });
  return row && moneyFor(person, organizationId)(onDesk(row));
}

/** The nearest events of an organization of which tickets were sold, without this one, at most `limit`. */
export async function listSoldEvents(
  organizationId: string,
  { without, limit }: { without: number; limit: number },
): Promise<EventSales[]> {
  const rows = await listEventRows({ organizationId, isSold: true }, { limit: limit + 1, offset: 0 });
  return rows
    .filter(({ id }) => id !== without)
    .slice(0, limit)
    .map(onDesk);
}

async function readPage(
  person: Staff,
  organizationId: string,
  { sort, page = 1, limit = LIMIT, ...asked }: OwnEventsQuery,
) {
  const may = await findOrganization(person, { id: organizationId }, "event.read");
  if (!may.ok) return may;
  if (sort === "taken" || sort === "-taken") {
    const mayRead = mayActFor(person, organizationId, "order.read");
    if (!mayRead.ok) return mayRead;
  }
  const filter = { ...asked, organizationId };
  const [rows, totals] = await Promise.all([
    listEventRows(filter, { sort, limit, offset: (page - 1) * limit }),
    countEvents(filter),
  ]);
  return { ok: true as const, rows, totals, total: totals.reduce((sum, { events }) => sum + events, 0) };
}

/** What was taken is for those who read orders: it leaves the answer, not only the page. */
function moneyFor(person: Staff, organizationId: string) {
  const mayRead = mayActFor(person, organizationId, "order.read").ok;
  return <Row extends { takenMinor: number | null }>(row: Row): Row => (mayRead ? row : { ...row, takenMinor: null });
}

function onDesk({ status: _status, startsAt, ...event }: EventSalesRow): EventSales {
  return { ...event, startsAt: startsAt.toISOString() };
}

function onWire({
  id,
  slug,
  title,
  status,
  state,
  startsAt,
  ...event
}: EventSalesRow): OwnEventsAnswer["data"][number] {
  return {
    ...{ id, slug, title, status: STATUS[status], state, starts_at: startsAt.toISOString() },
    ...{ time_zone: event.timeZone, venue: event.venueName, city: event.city, series_id: event.series?.id ?? null },
  };
}

const STATUS = { DRAFT: "draft", PUBLISHED: "published", CANCELLED: "cancelled" } as const;
