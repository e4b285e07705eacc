import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { EventBar } from "#components/desk/event-bar";
import { listNextEvents } from "#lib/catalog/queries";
import { mayActFor } from "#lib/organizations/authority";
import { EVENT_SECTIONS, sectionPath } from "../../../../../../components/desk/desk-sections.ts";
import { deskHere, eventHere } from "../../../../../who-asks.ts";

type Props = { children: ReactNode; params: Promise<{ organization: string; event: string }> };

const SWITCHER_MAX = 12;

/** One event: its name, the way to the others, and its sections, above each of its pages. */
export default async function EventLayout({ children, params }: Props) {
  const { organization: slug, event: given } = await params;
  const desk = await deskHere(slug, "event.read");
  if (!desk.ok) return children;
  const { organization, staff } = desk;
  const event = await eventHere(organization.id, given);
  if (!event) notFound();
  const t = await getTranslations("desk");
  const base = `/organizer/${organization.slug}/events`;
  const tabs = EVENT_SECTIONS.filter(({ permission }) => mayActFor(staff, organization.id, permission).ok).map(
    ({ name, segment }) => ({
      href: sectionPath(`${base}/${event.id}`, segment),
      label: t(`eventSection.${name}`),
    }),
  );
  const events = await listNextEvents(organization.id, SWITCHER_MAX);
  return (
    <>
      <EventBar base={base} event={event} events={events} tabs={tabs} />
      {children}
    </>
  );
}
