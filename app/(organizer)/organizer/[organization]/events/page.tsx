import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { DeskTitle } from "#components/desk/desk-title";
import { TableArea } from "#components/desk/table/table-area";
import { SavedViews } from "#components/desk/views/saved-views";
import { EventsTable } from "#components/organizer/events-table";
import { EmptyState } from "#components/ui/empty-state";
import { LinkButton } from "#components/ui/link-button";
import { listEventSales } from "#lib/analytics/list-event-sales";
import { mayActFor } from "#lib/organizations/authority";
import type { Desk } from "#lib/organizations/desk";
import { savedViewsHere } from "../../../../saved-views-here.ts";
import { deskHere } from "../../../../who-asks.ts";

type Props = {
  params: Promise<{ organization: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** All events of the organization. Money is shown to those who may read orders. */
export default async function EventsPage({ params, searchParams }: Props) {
  const t = await getTranslations("organizer");
  const desk = await deskHere((await params).organization, "event.read");
  if (!desk.ok) return null;
  const { organization, staff } = desk;
  const path = `/organizer/${organization.slug}/events`;
  const place = { organizationId: organization.id, list: "events" } as const;
  const views = await savedViewsHere({ person: staff, place }, { path, address: await searchParams });
  const mayWrite = mayActFor(staff, organization.id, "event.write").ok;
  return (
    <>
      <DeskTitle
        title={t("events.title")}
        action={mayWrite ? <LinkButton href={`${path}/new`}>{t("events.new")}</LinkButton> : null}
      />
      <TableArea>
        <Events desk={{ organization, staff }} base={path} views={<SavedViews place={place} views={views} />} />
      </TableArea>
    </>
  );
}

async function Events({ desk, base, views }: { desk: Desk; base: string; views: ReactNode }) {
  const t = await getTranslations("organizer");
  const { organization, staff } = desk;
  const events = await listEventSales(organization.id);
  const showsMoney = mayActFor(staff, organization.id, "order.read").ok;
  return (
    <>
      <p className="text-ink-soft">{t("events.lead", { count: events.length })}</p>
      {events.length > 0 ? (
        <EventsTable events={events} showsMoney={showsMoney} base={base} views={views} />
      ) : (
        <EmptyState title={t("overview.empty")}>{t("overview.emptyText")}</EmptyState>
      )}
    </>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("organizer"))("events.title"), robots: { index: false } };
}
