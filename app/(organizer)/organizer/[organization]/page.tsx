import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DeskTitle } from "#components/desk/desk-title";
import { ChecklistCard } from "#components/organizer/checklist-card";
import { EventList } from "#components/organizer/event-list";
import { EmptyState } from "#components/ui/empty-state";
import { LinkButton } from "#components/ui/link-button";
import type { Checklist, ChecklistStep } from "#lib/analytics/checklist-contract";
import { listEventSales } from "#lib/analytics/list-event-sales";
import { readChecklist } from "#lib/analytics/read-checklist";
import { findNextDraft, findOwnVenue } from "#lib/catalog/queries";
import { mayActFor } from "#lib/organizations/authority";
import type { Desk } from "#lib/organizations/desk";
import { deskHere } from "../../../who-asks.ts";
import { hideChecklistAction } from "./actions.ts";

const EVENTS_SHOWN = 6;

type Props = { params: Promise<{ organization: string }> };

/** What comes next and how it sells. Money is shown to those who may read orders. */
export default async function OverviewPage({ params }: Props) {
  const t = await getTranslations("organizer");
  const desk = await deskHere((await params).organization, "event.read");
  if (!desk.ok) return null;
  const organizationId = desk.organization.id;
  const [listed, checklist] = await Promise.all([
    listEventSales(desk.staff, organizationId, { limit: EVENTS_SHOWN }),
    checklistOf(desk),
  ]);
  if (!listed.ok) return null;
  const { events, total } = listed;
  const here = `/organizer/${desk.organization.slug}`;
  return (
    <>
      <DeskTitle
        title={t("overview.title")}
        lead={t("overview.lead")}
        action={
          total > EVENTS_SHOWN ? (
            <LinkButton variant="secondary" href={`${here}/events`}>
              {t("overview.allEvents")}
            </LinkButton>
          ) : null
        }
      />
      {checklist ? (
        <ChecklistCard
          checklist={checklist}
          hrefOf={stepPaths(here, await findOwnVenue(organizationId), await findNextDraft(organizationId))}
          hide={hideChecklistAction.bind(null, { organization: desk.organization.slug })}
        />
      ) : null}
      {events.length > 0 ? (
        <EventList events={events} base={`${here}/events`} />
      ) : (
        <EmptyState title={t("overview.empty")}>{t("overview.emptyText")}</EmptyState>
      )}
    </>
  );
}

/** The checklist for those who can work on it, until the first sale or until it was hidden. */
async function checklistOf({ organization, staff }: Desk): Promise<Checklist | undefined> {
  if (!mayActFor(staff, organization.id, "organization.manage").ok) return undefined;
  const read = await readChecklist(staff, organization.id);
  return read.ok && !read.checklist.hidden ? read.checklist : undefined;
}

/**
 * Where each step is done. The hall is drawn on the page of the organization's venue; prices and publication are steps of its next draft,
 * or of a new event where there is none.
 */
function stepPaths(
  here: string,
  venueId: number | undefined,
  draftId: number | undefined,
): Record<ChecklistStep, string> {
  const setup = (step: string) =>
    draftId === undefined ? `${here}/events/new` : `${here}/events/${draftId}/setup?step=${step}`;
  return {
    profile: `${here}/settings#legal`,
    second_factor: "/account/security/two-factor",
    payout: `${here}/settings#payout`,
    approval: "/help",
    venue: venueId === undefined ? `${here}/venues/new` : `${here}/venues/${venueId}`,
    hall: venueId === undefined ? `${here}/venues` : `${here}/venues/${venueId}#venue-halls`,
    event: draftId === undefined ? `${here}/events/new` : `${here}/events/${draftId}/setup?step=what`,
    prices: setup("prices"),
    publish: setup("publish"),
    sale: `${here}/orders`,
  };
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const desk = await deskHere((await params).organization, "event.read");
  return { title: desk.ok ? desk.organization.name : "", robots: { index: false } };
}
