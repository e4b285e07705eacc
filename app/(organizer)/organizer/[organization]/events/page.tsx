import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DeskTitle } from "#components/desk/desk-title";
import { SavedViews } from "#components/desk/views/saved-views";
import { EventsTable } from "#components/organizer/events-table";
import { EmptyState } from "#components/ui/empty-state";
import { LinkButton } from "#components/ui/link-button";
import { listEventSales } from "#lib/analytics/list-event-sales";
import { mayActFor } from "#lib/organizations/authority";
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
  const events = await listEventSales(organization.id);
  const mayWrite = mayActFor(staff, organization.id, "event.write").ok;
  const showsMoney = mayActFor(staff, organization.id, "order.read").ok;
  return (
    <>
      <DeskTitle
        title={t("events.title")}
        lead={t("events.lead", { count: events.length })}
        action={mayWrite ? <LinkButton href={`${path}/new`}>{t("events.new")}</LinkButton> : null}
      />
      {events.length > 0 ? (
        <EventsTable
          events={events}
          showsMoney={showsMoney}
          base={path}
          views={<SavedViews place={place} views={views} />}
        />
      ) : (
        <EmptyState title={t("overview.empty")}>{t("overview.emptyText")}</EmptyState>
      )}
    </>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("organizer"))("events.title"), robots: { index: false } };
}
