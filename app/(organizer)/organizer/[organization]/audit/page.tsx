import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { TableArea } from "#components/desk/table/table-area";
import { SavedViews } from "#components/desk/views/saved-views";
import { AuditPages } from "#components/organizer/audit-pages";
import { AuditTable } from "#components/organizer/audit-table";
import { buttonClass } from "#components/ui/button";
import { Icon } from "#components/ui/icon";
import { Notice } from "#components/ui/notice";
import { auditFilterOf } from "#lib/audit/contract";
import { listAuditChoices, readAuditLog } from "#lib/organizations/audit-log/read-audit-log";
import type { Desk } from "#lib/organizations/desk";
import { readAuditAddress } from "../../../../read-audit-address.ts";
import { keptAddress, savedViewsHere } from "../../../../saved-views-here.ts";
import { deskHere } from "../../../../who-asks.ts";

type Address = Record<string, string | string[] | undefined>;
type Props = { params: Promise<{ organization: string }>; searchParams: Promise<Address> };

/** The audit log with its filters in the address, so that a search can be sent to a colleague. */
export default async function AuditPage({ params, searchParams }: Props) {
  const { organization: slug } = await params;
  const t = await getTranslations("organizer");
  const desk = await deskHere(slug, "audit.read");
  if (!desk.ok) return <DeskClosed reason={desk.refusal.code} />;
  const { organization, staff } = desk;
  const page = `/organizer/${slug}/audit`;
  const place = { organizationId: organization.id, list: "audit" } as const;
  const address = await searchParams;
  const views = await savedViewsHere({ person: staff, place }, { path: page, address });
  const { values, hasWrong } = readAuditAddress(address);
  const exported = `/api/v1/organizations/${organization.id}/audit-log.csv?${new URLSearchParams(values)}`;
  return (
    <>
      <DeskTitle
        title={t("audit.title")}
        lead={t("audit.lead")}
        action={
          <a href={exported} download className={buttonClass({ variant: "secondary", size: "md", block: false })}>
            <Icon name="download" />
            {t("audit.export")}
          </a>
        }
      />
      {hasWrong ? <Notice tone="warn">{t("audit.wrongFilter")}</Notice> : null}
      <TableArea>
        <Lines desk={{ organization, staff }} address={address} views={<SavedViews place={place} views={views} />} />
      </TableArea>
    </>
  );
}

async function Lines(props: { desk: Desk; address: Address; views: ReactNode }) {
  const { organization, staff } = props.desk;
  const { query, values, before } = readAuditAddress(props.address);
  const [result, choices] = await Promise.all([
    readAuditLog(staff, organization.id, { filter: auditFilterOf(query), before }),
    listAuditChoices(staff, organization.id),
  ]);
  if (!result.ok) return <DeskClosed reason="forbidden" />;
  const { data, meta } = result.page;
  const base = `/organizer/${organization.slug}`;
  return (
    <>
      <AuditTable
        lines={data}
        choices={choices}
        base={base}
        isFiltered={Object.keys(values).length > 0}
        views={props.views}
      />
      <AuditPages
        path={`${base}/audit`}
        filters={{ ...values, ...keptAddress(props.address) }}
        isOlder={before !== undefined}
        next={meta.next_cursor}
      />
    </>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("organizer"))("audit.title"), robots: { index: false } };
}
