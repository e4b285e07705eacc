import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { ClientMessages } from "#components/layout/client-messages";
import { VenueForm } from "#components/venues/venue-form";
import { draftOf } from "../../../../../../../components/venues/venue-draft.ts";
import { countryOptions } from "../../../../../../choices.ts";
import { deskHere } from "../../../../../../who-asks.ts";
import { changeVenueAction } from "../../save-venue.ts";
import { venueHere } from "../../venue-here.ts";

type Props = { params: Promise<{ organization: string; venue: string }> };

/** What is known of a venue, to be changed. Shared venues are changed by administrators. */
export default async function EditVenuePage({ params }: Props) {
  const { organization: slug, venue: given } = await params;
  const t = await getTranslations("venues");
  const desk = await deskHere(slug, "venue.write");
  if (!desk.ok) return <DeskClosed reason={desk.refusal.code} />;
  const found = await venueHere(desk, given);
  if (!found) notFound();
  if (!found.mayWrite) return <DeskClosed reason="shared" />;
  const { venue } = found;
  const list = `/organizer/${slug}/venues`;
  return (
    <ClientMessages namespaces={["venues", "pictures"]}>
      <DeskTitle
        crumbs={[
          { href: list, label: t("title") },
          { href: `${list}/${venue.id}`, label: venue.name },
        ]}
        title={t("edit.title")}
      />
      <VenueForm
        organizationId={desk.organization.id}
        send={changeVenueAction.bind(null, { organization: slug, venue: String(venue.id) })}
        opened={draftOf(venue)}
        revision={venue.revision}
        submit={t("edit.submit")}
        countries={countryOptions(await getLocale())}
      />
    </ClientMessages>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("venues"))("edit.title"), robots: { index: false } };
}
