import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DeskTitle } from "#components/desk/desk-title";
import { EventsTable } from "#components/organizer/events-table";
import { EmptyState } from "#components/ui/empty-state";
import { listEventSales } from "#lib/analytics/list-event-sales";
import { mayActFor } from "#lib/organizations/authority";
import { deskHere } from "../../../../who-asks.ts";

type Props = { params: Promise<{ organization: string }> };

/** All events of the organization. Money is shown to those who may read orders. */
export default async function EventsPage({ params }: Props) {
  const t = await getTranslations("organizer");
  const desk = await deskHere((await params).organization, "event.read");
  if (!desk.ok) return null;
  const events = await listEventSales(desk.organization.id);
  const showsMoney = mayActFor(desk.staff, desk.organization.id, "order.read").ok;
  return (
    <>
      <DeskTitle title={t("events.title")} lead={t("events.lead", { count: events.length })} />
      {events.length > 0 ? (
        <EventsTable events={events} showsMoney={showsMoney} base={`/organizer/${desk.organization.slug}/events`} />
      ) : (
        <EmptyState title={t("overview.empty")}>{t("overview.emptyText")}</EmptyState>
      )}
    </>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("organizer"))("events.title"), robots: { index: false } };
}
