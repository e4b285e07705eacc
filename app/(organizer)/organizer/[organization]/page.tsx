import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DeskTitle } from "#components/desk/desk-title";
import { EventList } from "#components/organizer/event-list";
import { EmptyState } from "#components/ui/empty-state";
import { LinkButton } from "#components/ui/link-button";
import { listEventSales } from "#lib/analytics/list-event-sales";
import { mayActFor } from "#lib/organizations/authority";
import { deskHere } from "../../../who-asks.ts";

const EVENTS_SHOWN = 6;

type Props = { params: Promise<{ organization: string }> };

/** What comes next and how it sells. Money is shown to those who may read orders. */
export default async function OverviewPage({ params }: Props) {
  const t = await getTranslations("organizer");
  const desk = await deskHere((await params).organization, "event.read");
  if (!desk.ok) return null;
  const events = await listEventSales(desk.organization.id);
  const here = `/organizer/${desk.organization.slug}`;
  const showsMoney = mayActFor(desk.staff, desk.organization.id, "order.read").ok;
  return (
    <>
      <DeskTitle
        title={t("overview.title")}
        lead={t("overview.lead")}
        action={
          events.length > EVENTS_SHOWN ? (
            <LinkButton variant="secondary" href={`${here}/events`}>
              {t("overview.allEvents")}
            </LinkButton>
          ) : null
        }
      />
      {events.length > 0 ? (
        <EventList events={events.slice(0, EVENTS_SHOWN)} base={`${here}/events`} showsMoney={showsMoney} />
      ) : (
        <EmptyState title={t("overview.empty")}>{t("overview.emptyText")}</EmptyState>
      )}
    </>
  );
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const desk = await deskHere((await params).organization, "event.read");
  return { title: desk.ok ? desk.organization.name : "", robots: { index: false } };
}
