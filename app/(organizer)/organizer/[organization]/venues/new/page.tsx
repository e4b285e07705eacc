import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { ClientMessages } from "#components/layout/client-messages";
import { VenueForm } from "#components/venues/venue-form";
import { EMPTY_DRAFT } from "../../../../../../components/venues/venue-draft.ts";
import { countryOptions } from "../../../../../choices.ts";
import { deskHere } from "../../../../../who-asks.ts";
import { makeVenueAction } from "../save-venue.ts";

type Props = { params: Promise<{ organization: string }> };

/** A new venue of the organization. */
export default async function NewVenuePage({ params }: Props) {
  const { organization: slug } = await params;
  const t = await getTranslations("venues");
  const desk = await deskHere(slug, "venue.write");
  if (!desk.ok) return <DeskClosed reason={desk.refusal.code} />;
  return (
    <ClientMessages namespaces={["venues", "pictures"]}>
      <DeskTitle
        crumbs={[{ href: `/organizer/${slug}/venues`, label: t("title") }]}
        title={t("new.title")}
        lead={t("new.lead")}
      />
      <VenueForm
        organizationId={desk.organization.id}
        send={makeVenueAction.bind(null, { organization: slug })}
        opened={EMPTY_DRAFT}
        idempotencyKey={randomUUID()}
        submit={t("new.submit")}
        countries={countryOptions(await getLocale())}
      />
    </ClientMessages>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("venues"))("new.title"), robots: { index: false } };
}
