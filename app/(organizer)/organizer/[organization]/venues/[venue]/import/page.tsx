import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { HallImport } from "#components/hall-import/hall-import";
import { ClientMessages } from "#components/layout/client-messages";
import { LAYOUT_NAME_MAX } from "#lib/seating/check-layout";
import { VENUE_FILE_BYTES_MAX } from "#lib/seating/import/import-venue";
import { deskHere } from "../../../../../../who-asks.ts";
import { venueHere } from "../../venue-here.ts";

type Props = { params: Promise<{ organization: string; venue: string }> };

/** A file is read as a hall and opened as a draft of the venue. Only who may draw here reads files. */
export default async function ImportPage({ params }: Props) {
  const { organization: slug, venue: given } = await params;
  const t = await getTranslations("hall-import");
  const desk = await deskHere(slug, "venue.write");
  if (!desk.ok) return <DeskClosed reason={desk.refusal.code} />;
  const found = await venueHere(desk, given);
  if (!found || found.venue.archived_at !== null) notFound();
  if (!found.mayWrite) return <DeskClosed reason="shared" />;
  const list = `/organizer/${slug}/venues`;
  return (
    <ClientMessages namespaces={["hall-import"]}>
      <DeskTitle
        crumbs={[
          { href: list, label: (await getTranslations("venues"))("title") },
          { href: `${list}/${found.venue.id}`, label: found.venue.name },
        ]}
        title={t("title")}
        lead={t("lead")}
      />
      <HallImport
        organizationId={desk.organization.id}
        venue={found.venue.id}
        venues={list}
        limits={{ bytes: VENUE_FILE_BYTES_MAX, name: LAYOUT_NAME_MAX }}
      />
    </ClientMessages>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("hall-import"))("title"), robots: { index: false } };
}
