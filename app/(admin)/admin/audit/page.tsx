import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { AuditTable } from "#components/organizer/audit-table";
import { LinkButton } from "#components/ui/link-button";
import { Notice } from "#components/ui/notice";
import { auditFilterOf } from "#lib/audit/contract";
import { readPlatformAuditLog } from "#lib/organizations/audit-log/read-audit-log";
import { listOrganizations } from "#lib/organizations/queries";
import { uuid } from "#lib/platform/input";
import { readAddress } from "../../../(organizer)/organizer/[organization]/audit/read-address.ts";
import { administratorHere } from "../../../who-asks.ts";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };
const PATH = "/admin/audit";

/** The audit log across organizations, with its filters in the address. */
export default async function PlatformAuditPage({ searchParams }: Props) {
  const [t, words] = await Promise.all([getTranslations("organizer"), getTranslations("platform")]);
  const desk = await administratorHere();
  if (!desk.ok) return <DeskClosed reason={desk.refusal.code} />;
  const address = await searchParams;
  const { query, values, before, hasWrong } = readAddress(address);
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
      <AuditTable lines={data} choices={choices} isFiltered={filtered.size > 0} />
      <div className="flex flex-wrap justify-between gap-3">
        {before ? (
          <LinkButton variant="secondary" href={`${PATH}?${filtered}`}>
            {t("audit.newest")}
          </LinkButton>
        ) : null}
        {meta.next_cursor ? (
          <LinkButton
            variant="secondary"
            className="ml-auto"
            href={`${PATH}?${new URLSearchParams({ ...chosen, cursor: meta.next_cursor })}`}
          >
            {t("audit.older")}
          </LinkButton>
        ) : null}
      </div>
    </>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("organizer"))("audit.title"), robots: { index: false } };
}
