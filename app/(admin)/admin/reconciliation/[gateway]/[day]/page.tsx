import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { ClientMessages } from "#components/layout/client-messages";
import { DayDifferences } from "#components/organizer/day-differences";
import { Pagination } from "#components/ui/pagination";
import { readReconciliation } from "#lib/orders/reconciling/read-reconciliations";
import { pageQuery, reconciliationParams } from "#lib/orders/reconciling/reconciliation-contract";
import { dateText } from "../../../../../../components/ui/date-text.ts";
import { administratorHere } from "../../../../../who-asks.ts";

type Props = {
  params: Promise<{ gateway: string; day: string }>;
  searchParams: Promise<{ page?: string | string[] }>;
};

/** One day's differences between the gateway's balance and the ledger. */
export default async function ReconciledDayPage(props: Props) {
  const desk = await administratorHere();
  if (!desk.ok) return <DeskClosed reason={desk.refusal.code} />;
  return <ClientMessages namespaces={["reconciliation"]}>{await differences(props)}</ClientMessages>;
}

async function differences({ params, searchParams }: Props) {
  const t = await getTranslations("reconciliation");
  const key = reconciliationParams.safeParse(await params);
  const asked = pageQuery.safeParse({ page: (await searchParams).page });
  if (!key.success) notFound();
  const read = await readReconciliation(key.data, asked.success ? asked.data : {});
  if (!read.ok) notFound();
  const { reconciliation } = read;
  const { total, page, limit } = reconciliation.differences.meta;
  const { gateway, day } = key.data;
  return (
    <>
      <DeskTitle
        crumbs={[{ href: "/admin/reconciliation", label: t("title") }]}
        title={t("day", { day: dateText(day, { timeZone: "UTC", style: "dated", locale: await getLocale() }) })}
        lead={t("movements", { gateway, count: reconciliation.movements })}
      />
      <DayDifferences reconciliation={reconciliation} />
      <Pagination
        page={page}
        pageCount={Math.ceil(total / limit)}
        href={(next) => `/admin/reconciliation/${encodeURIComponent(gateway)}/${day}?page=${next}`}
      />
    </>
  );
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations("reconciliation");
  return { title: t("day", { day: (await params).day }), robots: { index: false } };
}
