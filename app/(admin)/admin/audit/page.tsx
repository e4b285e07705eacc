import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
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

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };
const PATH = "/admin/audit";

/** The audit log across organizations, with its filters in the address. */
export default async function PlatformAuditPage({ searchParams }: Props) {
  const [t, words] = await Promise.all([getTranslations("organizer"), getTranslations("platform")]);
  const desk = await administratorHere();
  if (!desk.ok) return <DeskClosed reason={desk.refusal.code} />;
  const place = { organizationId: null, list: "audit" } as const;
  const address = await searchParams;
  const views = await savedViewsHere({ person: desk.administrator, place }, { path: PATH, address });
  const { query, values, before, hasWrong } = readAuditAddress(address);
  const asked = uuid.safeParse(address.organization_id);
  const organizationId = asked.success ? asked.data : undefined;
  const [{ data, meta }, organizations] = await Promise.all([
    readPlatformAuditLog({ filter: { ...auditFilterOf(query), organizationId }, before }),
    listOrganizations({ isAdmin: true, roles: [] }),
  ]);
  const chosen = { ...values, ...(organizationId ? { organization_id: organizationId } : {}) };
  const filtered = new URLSearchParams(chosen);
  const choices = { actors: [], events: [], organizations: organizations.map(({ id, name }) => ({ id, name })) };
  const isWrong = hasWrong || (Boolean(address.organization_id) && !asked.success);
  return (
    <>
      <DeskTitle title={t("audit.title")} lead={words("audit.lead")} />
      {isWrong ? <Notice tone="warn">{t("audit.wrongFilter")}</Notice> : null}
      <AuditTable
        lines={data}
        choices={choices}
        isFiltered={filtered.size > 0}
        views={<SavedViews place={place} views={views} />}
      />
      <AuditPages
        path={PATH}
        filters={{ ...chosen, ...keptAddress(address) }}
        isOlder={before !== undefined}
        next={meta.next_cursor}
      />
    </>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("organizer"))("audit.title"), robots: { index: false } };
}
