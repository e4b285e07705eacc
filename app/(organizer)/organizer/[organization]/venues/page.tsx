import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { SavedViews } from "#components/desk/views/saved-views";
import { ClientMessages } from "#components/layout/client-messages";
import { EmptyState } from "#components/ui/empty-state";
import { LinkButton } from "#components/ui/link-button";
import { Pagination } from "#components/ui/pagination";
import { VenuesTable } from "#components/venues/venues-table";
import { listOwnVenues } from "#lib/catalog/venues/list-own-venues";
import { countVenueUse } from "#lib/catalog/venues/queries";
import { venueListQuery } from "#lib/catalog/venues/venue-contract";
import { mayActFor } from "#lib/organizations/authority";
import { keptAddress, savedViewsHere } from "../../../../saved-views-here.ts";
import { deskHere } from "../../../../who-asks.ts";

type Props = {
  params: Promise<{ organization: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const PER_PAGE = 20;
const asked = venueListQuery.pick({ q: true, archived: true, page: true });

/** The venues where the organization may put events: its own and the shared ones. */
export default async function VenuesPage({ params, searchParams }: Props) {
  const { organization: slug } = await params;
  const t = await getTranslations("venues");
  const desk = await deskHere(slug, "event.read");
  if (!desk.ok) return <DeskClosed reason={desk.refusal.code} />;
  const { organization, staff } = desk;
  const here = `/organizer/${slug}/venues`;
  const place = { organizationId: organization.id, list: "venues" } as const;
  const address = await searchParams;
  const views = await savedViewsHere({ person: staff, place }, { path: here, address });
  const parsed = asked.safeParse(address);
  const { q, archived, page = 1 } = parsed.success ? parsed.data : {};
  const listed = await listOwnVenues(staff, organization.id, { q, archived, page, limit: PER_PAGE });
  if (!listed.ok) return <DeskClosed reason="forbidden" />;
  const { data, meta } = listed;
  const uses = await countVenueUse(
    data.map(({ id }) => id),
    organization.id,
  );
  const filtered = { ...(q ? { q } : {}), ...(archived ? { archived } : {}) };
  const isFiltered = Object.keys(filtered).length > 0;
  const add = mayActFor(staff, organization.id, "venue.write").ok ? (
    <LinkButton href={`${here}/new`}>{t("add")}</LinkButton>
  ) : undefined;
  return (
    <ClientMessages namespaces={["venues"]}>
      <DeskTitle title={t("title")} lead={t("lead")} action={add} />
      {meta.total > 0 || isFiltered ? (
        <VenuesTable
          venues={data.map(({ id, name, city, country, organization_id }) => ({
            ...{ id, name, city, country, isShared: organization_id === null },
            ...(uses.get(id) ?? { halls: 0, coming: 0 }),
          }))}
          base={here}
          views={<SavedViews place={place} views={views} />}
        />
      ) : (
        <EmptyState title={t("empty")} action={add}>
          {t("emptyText")}
        </EmptyState>
      )}
      <Pagination
        page={page}
        pageCount={Math.ceil(meta.total / PER_PAGE)}
        href={(to) => `${here}?${new URLSearchParams({ ...filtered, ...keptAddress(address), page: String(to) })}`}
      />
    </ClientMessages>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("venues"))("title"), robots: { index: false } };
}
