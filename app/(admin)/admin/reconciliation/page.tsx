import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { ClientMessages } from "#components/layout/client-messages";
import { ReconciledDays } from "#components/organizer/reconciled-days";
import { EmptyState } from "#components/ui/empty-state";
import { Pagination } from "#components/ui/pagination";
import { readReconciliations } from "#lib/orders/reconciling/read-reconciliations";
import { pageQuery } from "#lib/orders/reconciling/reconciliation-contract";
import { administratorHere } from "../../../who-asks.ts";

const PATH = "/admin/reconciliation";

/** The days whose movements of the gateway's balance were compared with the ledger. */
export default async function ReconciliationPage(props: { searchParams: Promise<{ page?: string | string[] }> }) {
  const t = await getTranslations("reconciliation");
  const desk = await administratorHere();
  if (!desk.ok) return <DeskClosed reason={desk.refusal.code} />;
  return (
    <>
      <DeskTitle title={t("title")} lead={t("lead")} />
      {await days(props)}
    </>
  );
}

async function days({ searchParams }: { searchParams: Promise<{ page?: string | string[] }> }) {
  const t = await getTranslations("reconciliation");
  const asked = pageQuery.safeParse({ page: (await searchParams).page });
  const { data, meta } = await readReconciliations(asked.success ? asked.data : {});
  if (data.length === 0) return <EmptyState title={t("none.title")}>{t("none.text")}</EmptyState>;
  const pageCount = Math.ceil(meta.total / meta.limit);
  return (
    <ClientMessages namespaces={["reconciliation"]}>
      <ReconciledDays days={data} />
      <Pagination page={meta.page} pageCount={pageCount} href={(page) => `${PATH}?page=${page}`} />
    </ClientMessages>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reconciliation"))("title"), robots: { index: false } };
}
