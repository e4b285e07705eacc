import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { OrganizationsTable } from "#components/admin/organizations-table";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { SavedViews } from "#components/desk/views/saved-views";
import { LinkButton } from "#components/ui/link-button";
import { Pagination } from "#components/ui/pagination";
import { organizationListQuery } from "#lib/organizations/administration/contract";
import { listAllOrganizations } from "#lib/organizations/administration/list-organizations";
import { keptAddress, savedViewsHere } from "../../../saved-views-here.ts";
import { administratorHere } from "../../../who-asks.ts";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };
const PATH = "/admin/organizations";
const FIELDS = ["q", "status", "page"] as const;

/** All organizations of the platform. */
export default async function OrganizationsPage({ searchParams }: Props) {
  const t = await getTranslations("platform");
  const desk = await administratorHere();
  if (!desk.ok) return <DeskClosed reason={desk.refusal.code} />;
  const place = { organizationId: null, list: "organizations" } as const;
  const address = await searchParams;
  const views = await savedViewsHere({ person: desk.administrator, place }, { path: PATH, address });
  const query = readAddress(address);
  const { data, meta } = await listAllOrganizations(query);
  const href = (page: number) =>
    `${PATH}?${new URLSearchParams({ ...(query.q ? { q: query.q } : {}), ...(query.status ? { status: query.status } : {}), ...keptAddress(address), page: String(page) })}`;
  return (
    <>
      <DeskTitle
        title={t("organizations.title")}
        lead={t("organizations.lead", { count: meta.total })}
        action={<LinkButton href={`${PATH}/new`}>{t("make.title")}</LinkButton>}
      />
      <OrganizationsTable organizations={data} views={<SavedViews place={place} views={views} />} />
      <Pagination page={meta.page} pageCount={Math.ceil(meta.total / meta.limit)} href={href} />
    </>
  );
}

/** What the address asks for; a field that does not fit is left out. */
function readAddress(address: Record<string, string | string[] | undefined>) {
  const given = FIELDS.filter((name) => organizationListQuery.shape[name].safeParse(address[name]).success);
  return organizationListQuery.parse(Object.fromEntries(given.map((name) => [name, address[name]])));
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("platform"))("organizations.title"), robots: { index: false } };
}
