import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { TableArea } from "#components/desk/table/table-area";
import { SavedViews } from "#components/desk/views/saved-views";
import { EventsTable } from "#components/organizer/events-table";
import { EmptyState } from "#components/ui/empty-state";
import { LinkButton } from "#components/ui/link-button";
import { Pagination } from "#components/ui/pagination";
import { listEventSales } from "#lib/analytics/list-event-sales";
import { ownEventsQuery } from "#lib/analytics/own-events-contract";
import { mayActFor } from "#lib/organizations/authority";
import type { Desk } from "#lib/organizations/desk";
import { keptAddress, savedViewsHere } from "../../../../saved-views-here.ts";
import { deskHere } from "../../../../who-asks.ts";

type Address = Record<string, string | string[] | undefined>;
type Props = { params: Promise<{ organization: string }>; searchParams: Promise<Address> };

const PER_PAGE = 50;
const FIELDS = ["q", "state", "series", "sort", "page"] as const;

/** The events of the organization, found by name, state and series. Money is shown to those who may read orders. */
export default async function EventsPage({ params, searchParams }: Props) {
  const t = await getTranslations("organizer");
  const desk = await deskHere((await params).organization, "event.read");
  if (!desk.ok) return null;
  const { organization, staff } = desk;
  const path = `/organizer/${organization.slug}/events`;
  const place = { organizationId: organization.id, list: "events" } as const;
  const address = await searchParams;
  const views = await savedViewsHere({ person: staff, place }, { path, address });
  const mayWrite = mayActFor(staff, organization.id, "event.write").ok;
  return (
    <>
      <DeskTitle
        title={t("events.title")}
        action={mayWrite ? <LinkButton href={`${path}/new`}>{t("events.new")}</LinkButton> : null}
      />
      <TableArea>
        <Events desk={{ organization, staff }} address={address} views={<SavedViews place={place} views={views} />} />
      </TableArea>
    </>
  );
}

async function Events({ desk, address, views }: { desk: Desk; address: Address; views: ReactNode }) {
  const t = await getTranslations("organizer");
  const { organization, staff } = desk;
  const base = `/organizer/${organization.slug}/events`;
  const mayReadOrders = mayActFor(staff, organization.id, "order.read").ok;
  const { filtered, query } = readAddress(address, mayReadOrders ? [] : ["taken", "-taken"]);
  const { page = 1 } = query;
  const listed = await listEventSales(staff, organization.id, { ...query, page, limit: PER_PAGE });
  if (!listed.ok) return <DeskClosed reason="forbidden" />;
  const { events, total, totals, series } = listed;
  const isFiltered = Object.keys(filtered).length > 0;
  return (
    <>
      <p className="text-ink-soft">{t("events.lead", { count: total })}</p>
      {total > 0 || isFiltered ? (
        <EventsTable {...{ events, totals, series, base, views }} />
      ) : (
        <EmptyState title={t("overview.empty")}>{t("overview.emptyText")}</EmptyState>
      )}
      <Pagination
        page={page}
        pageCount={Math.ceil(total / PER_PAGE)}
        href={(to) => `${base}?${new URLSearchParams({ ...filtered, ...keptAddress(address), page: String(to) })}`}
      />
    </>
  );
}

/** What the address asks for; a field that does not fit, or an order that is not for this reader, is left out. */
function readAddress(address: Address, hiddenSorts: readonly string[]) {
  const given = FIELDS.flatMap((name) => {
    const value = address[name];
    const isFit = typeof value === "string" && value !== "" && ownEventsQuery.shape[name].safeParse(value).success;
    return isFit && !(name === "sort" && hiddenSorts.includes(value)) ? [[name, value] as const] : [];
  });
  const filtered = Object.fromEntries(given.filter(([name]) => name !== "page" && name !== "sort"));
  return { filtered, query: ownEventsQuery.parse(Object.fromEntries(given)) };
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("organizer"))("events.title"), robots: { index: false } };
}
