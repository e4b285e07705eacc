import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { ClientMessages } from "#components/layout/client-messages";
import { Badge } from "#components/ui/badge";
import { LinkButton } from "#components/ui/link-button";
import { ArchivedHalls } from "#components/venues/archived-halls";
import { DeedButton } from "#components/venues/deed-button";
import { VenueDrafts } from "#components/venues/venue-drafts";
import { VenueFacts } from "#components/venues/venue-facts";
import { VenueHalls } from "#components/venues/venue-halls";
import { hallDrawing } from "#lib/catalog/hall-drawing";
import { pageQuery } from "#lib/catalog/halls/hall-contract";
import { listHalls } from "#lib/catalog/halls/list-halls";
import { listDrafts } from "#lib/seating/drafts/list-drafts";
import { deskHere } from "../../../../../who-asks.ts";
import {
  archiveVenueAction,
  makeDraftAction,
  removeDraftAction,
  restoreVenueAction,
  saveHallAction,
} from "../deeds.ts";
import { venueHere } from "../venue-here.ts";

type Props = {
  params: Promise<{ organization: string; venue: string }>;
  searchParams: Promise<Record<"halls" | "archived" | "drafts", string | string[] | undefined>>;
};

const PER_PAGE = 20;

/** One venue: what is known of it, its halls with their versions, and the drafts that people draw. */
export default async function VenuePage({ params, searchParams }: Props) {
  const { organization: slug, venue: given } = await params;
  const t = await getTranslations("venues");
  const desk = await deskHere(slug, "event.read");
  if (!desk.ok) return <DeskClosed reason={desk.refusal.code} />;
  const found = await venueHere(desk, given);
  if (!found) notFound();
  const { venue, mayWrite } = found;
  const asked = await searchParams;
  const pages = { halls: pageOf(asked.halls), archived: pageOf(asked.archived), drafts: pageOf(asked.drafts) };
  const [halls, archived, drafts] = await Promise.all([
    listHalls(desk.staff, venue.id, { page: pages.halls, limit: PER_PAGE }),
    listHalls(desk.staff, venue.id, { archived: "true", page: pages.archived, limit: PER_PAGE }),
    listDrafts(desk.staff, venue.id, { page: pages.drafts, limit: PER_PAGE }),
  ]);
  if (!halls.ok || !archived.ok || !drafts.ok) notFound();
  const drawn = halls.data.map(async (hall) => {
    const hash = hall.versions[0]?.layout_hash;
    return { hall, drawing: hash === undefined ? undefined : await hallDrawing(hash) };
  });
  const base = `/organizer/${slug}/venues/${venue.id}`;
  const bound = { organization: slug, venue: String(venue.id) };
  const isOpen = mayWrite && venue.archived_at === null;
  const href = (next: Partial<typeof pages>) =>
    `${base}?${new URLSearchParams(Object.entries({ ...pages, ...next }).map(([list, page]) => [list, String(page)]))}`;
  const manage = isOpen ? saveHallAction.bind(null, bound) : undefined;
  return (
    <ClientMessages namespaces={["venues"]}>
      <DeskTitle
        crumbs={[{ href: `/organizer/${slug}/venues`, label: t("title") }]}
        title={venue.name}
        lead={
          <span className="flex flex-wrap gap-2">
            <Badge tone={venue.organization_id ? "good" : "neutral"}>
              {t(venue.organization_id ? "owner.own" : "owner.shared")}
            </Badge>
            {venue.archived_at ? <Badge tone="warn">{t("archived")}</Badge> : null}
          </span>
        }
        action={mayWrite ? <LinkButton href={`${base}/edit`}>{t("edit.open")}</LinkButton> : undefined}
      />
      <VenueFacts venue={venue} />
      <VenueHalls
        halls={await Promise.all(drawn)}
        base={base}
        timeZone={venue.time_zone}
        make={isOpen ? makeDraftAction.bind(null, bound) : undefined}
        manage={manage}
        paging={{
          page: pages.halls,
          pageCount: Math.ceil(halls.meta.total / PER_PAGE),
          href: (to) => href({ halls: to }),
        }}
      />
      <ArchivedHalls
        halls={archived.data}
        timeZone={venue.time_zone}
        restore={manage}
        paging={{
          page: pages.archived,
          pageCount: Math.ceil(archived.meta.total / PER_PAGE),
          href: (to) => href({ archived: to }),
        }}
      />
      <VenueDrafts
        drafts={drafts.data}
        base={base}
        timeZone={venue.time_zone}
        remove={mayWrite ? removeDraftAction.bind(null, bound) : undefined}
        paging={{
          page: pages.drafts,
          pageCount: Math.ceil(drafts.meta.total / PER_PAGE),
          href: (to) => href({ drafts: to }),
        }}
      />
      {isOpen ? (
        <DeedButton
          deed={archiveVenueAction.bind(null, bound)}
          variant="danger"
          label={t("archive.submit")}
          timeZone={venue.time_zone}
          ask={{ title: t("archive.sure", { name: venue.name }), text: t("archive.sureText") }}
        />
      ) : null}
      {mayWrite && venue.archived_at ? (
        <DeedButton
          deed={restoreVenueAction.bind(null, bound)}
          variant="secondary"
          label={t("archive.restore")}
          fields={{ revision: String(venue.revision) }}
        />
      ) : null}
    </ClientMessages>
  );
}

function pageOf(given: string | string[] | undefined): number {
  const asked = pageQuery.safeParse({ page: given });
  return (asked.success && asked.data.page) || 1;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("venues"))("title"), robots: { index: false } };
}
