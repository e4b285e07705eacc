import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { TableArea } from "#components/desk/table/table-area";
import { SavedViews } from "#components/desk/views/saved-views";
import { AuditPages } from "#components/organizer/audit-pages";
import { AuditTable } from "#components/organizer/audit-table";
import { Notice } from "#components/ui/notice";
import { auditFilterOf } from "#lib/audit/contract";
import { readPlatformAuditLog } from "#lib/organizations/audit-log/read-audit-log";
import { listOrganizations } from "#lib/organizations/queries";
import { uuid } from "#lib/platform/input";
import { readAuditAddress } from "../../../read-audit-address.ts";
import { keptAddress, savedViewsHere } from "../../../saved-views-here.ts";
import { administratorHere } from "../../../who-asks.ts";

type Address = Record<string, string | string[] | undefined>;
type Props = { searchParams: Promise<Address> };
const PATH = "/admin/audit";

/** The audit log across organizations, with its filters in the address. */
export default async function PlatformAuditPage({ searchParams }: Props) {
  const [t, words] = await Promise.all([getTranslations("organizer"), getTranslations("platform")]);
  const desk = await administratorHere();
  if (!desk.ok) return <DeskClosed reason={desk.refusal.code} />;
  const place = { organizationId: null, list: "audit" } as const;
  const address = await searchParams;
  const views = await savedViewsHere({ person: desk.administrator, place }, { path: PATH, address });
  const isWrong = readAuditAddress(address).hasWrong || (Boolean(address.organization_id) && !organizationIn(address));
  return (
    <>
      <DeskTitle title={t("audit.title")} lead={words("audit.lead")} />
      {isWrong ? <Notice tone="warn">{t("audit.wrongFilter")}</Notice> : null}
      <TableArea>
        <Lines address={address} views={<SavedViews place={place} views={views} />} />
      </TableArea>
    </>
  );
}

async function Lines({ address, views }: { address: Address; views: ReactNode }) {
  const { query, values, before } = readAuditAddress(address);
  const organizationId = organizationIn(address);
  const [{ data, meta }, organizations] = await Promise.all([
    readPlatformAuditLog({ filter: { ...auditFilterOf(query), organizationId }, before }),
    listOrganizations({ isAdmin: true, roles: [] }),
  ]);
  const chosen = { ...values, ...(organizationId ? { organization_id: organizationId } : {}) };
  const choices = { actors: [], events: [], organizations: organizations.map(({ id, name }) => ({ id, name })) };
  return (
    <>
      <AuditTable lines={data} choices={choices} isFiltered={Object.keys(chosen).length > 0} views={views} />
      <AuditPages
        path={PATH}
        filters={{ ...chosen, ...keptAddress(address) }}
        isOlder={before !== undefined}
        next={meta.next_cursor}
      />
    </>
  );
}

/** The organization that the address asks for; undefined for none, and for what is none. */
function organizationIn({ organization_id }: Address): string | undefined {
  return uuid.safeParse(organization_id).data;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("organizer"))("audit.title"), robots: { index: false } };
}
