import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { ClientMessages } from "#components/layout/client-messages";
import { Notice } from "#components/ui/notice";
import { DifferenceMap } from "#components/venues/difference-map";
import { VersionDifference } from "#components/venues/version-difference";
import { uuid } from "#lib/platform/input";
import { compareVersions } from "#lib/seating/drafts/compare-versions";
import { versionsQuery } from "#lib/seating/drafts/draft-contract";
import { deskHere } from "../../../../../../who-asks.ts";
import { venueHere } from "../../venue-here.ts";

type Props = {
  params: Promise<{ organization: string; venue: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const asked = versionsQuery.extend({ hall: z.string().pipe(uuid) });

/** What changed in a hall from one of its published versions to another. */
export default async function ComparePage({ params, searchParams }: Props) {
  const { organization: slug, venue: given } = await params;
  const t = await getTranslations("venues");
  const desk = await deskHere(slug, "event.read");
  if (!desk.ok) return <DeskClosed reason={desk.refusal.code} />;
  const found = await venueHere(desk, given);
  if (!found) notFound();
  const { venue } = found;
  const query = asked.safeParse(await searchParams);
  const compared = query.success
    ? await compareVersions(desk.staff, {
        ...{ venueId: venue.id, hallId: query.data.hall },
        ...{ from: query.data.from, to: query.data.to },
      })
    : undefined;
  const list = `/organizer/${slug}/venues`;
  return (
    <ClientMessages namespaces={["venues"]}>
      <DeskTitle
        crumbs={[
          { href: list, label: t("title") },
          { href: `${list}/${venue.id}`, label: venue.name },
        ]}
        title={compared?.ok ? t("compare.titleOf", { hall: compared.hall }) : t("compare.title")}
        lead={
          query.success && compared?.ok ? t("compare.lead", { from: query.data.from, to: query.data.to }) : undefined
        }
      />
      {compared?.ok ? (
        <div className="flex flex-col gap-4">
          {compared.drawing.map((drawing) => (
            <DifferenceMap key={drawing.floor} drawing={drawing} isOnly={compared.drawing.length === 1} />
          ))}
          <VersionDifference difference={compared.difference} />
        </div>
      ) : (
        <Notice tone="warn" title={t("compare.none")}>
          {t("compare.noneText")}
        </Notice>
      )}
    </ClientMessages>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("venues"))("compare.title"), robots: { index: false } };
}
