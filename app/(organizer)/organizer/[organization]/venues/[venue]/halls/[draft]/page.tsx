import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { DraftDesigner } from "#components/hall-designer/draft-designer";
import { ClientMessages } from "#components/layout/client-messages";
import { readVenue } from "#lib/catalog/venues/read-venue";
import { mayActFor } from "#lib/organizations/authority";
import { positiveIntText, uuid } from "#lib/platform/input";
import { readDraft } from "#lib/seating/drafts/read-draft";
import { deskHere } from "../../../../../../../who-asks.ts";

type Props = { params: Promise<{ organization: string; venue: string; draft: string }> };

/** The designer with one draft. A draft that belongs to another venue or organization is not there. */
export default async function DesignerPage({ params }: Props) {
  const { organization: slug, venue, draft: id } = await params;
  const desk = await deskHere(slug, "event.read");
  if (!desk.ok) return null;
  const found = await draftHere(slug, venue, id);
  if (!found) notFound();
  const here = `/organizer/${desk.organization.slug}/venues/${found.venue.id}`;
  return (
    <ClientMessages namespaces={["designer", "pictures"]}>
      <DraftDesigner
        draft={found.draft}
        back={{ href: here, label: found.venue.name }}
        me={desk.staff.userId}
        organizationId={desk.organization.id}
        canEdit={mayActFor(desk.staff, desk.organization.id, "venue.write").ok && found.isOwn}
      />
    </ClientMessages>
  );
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { organization, venue, draft } = await params;
  const found = await draftHere(organization, venue, draft);
  return { title: found?.draft.name ?? "", robots: { index: false } };
}

/** The draft of the venue that the address names; undefined for what is foreign, missing or no id. */
const draftHere = cache(async (slug: string, givenVenue: string, givenDraft: string) => {
  const desk = await deskHere(slug, "event.read");
  const ids = { venue: positiveIntText.safeParse(givenVenue), draft: uuid.safeParse(givenDraft) };
  if (!desk.ok || !ids.venue.success || !ids.draft.success) return undefined;
  const venue = await readVenue(desk.staff, ids.venue.data);
  if (!venue.ok || (venue.venue.organization_id !== null && venue.venue.organization_id !== desk.organization.id))
    return undefined;
  const draft = await readDraft(desk.staff, ids.draft.data);
  if (!draft.ok || draft.draft.venue_id !== ids.venue.data) return undefined;
  return { venue: venue.venue, draft: draft.draft, isOwn: venue.venue.organization_id !== null || desk.staff.isAdmin };
});
