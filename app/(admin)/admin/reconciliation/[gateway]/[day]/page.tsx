import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { DayDifferences } from "#components/organizer/day-differences";
import { Pagination } from "#components/ui/pagination";
import { readReconciliation } from "#lib/orders/reconciling/read-reconciliations";
import { pageQuery, reconciliationParams } from "#lib/orders/reconciling/reconciliation-contract";
import { administratorHere } from "../../../../../who-asks.ts";

type Props = {
  params: Promise<{ gateway: string; day: string }>;
  searchParams: Promise<{ page?: string | string[] }>;
};

/** One day's differences between the gateway's balance and the ledger. */
export default async function ReconciledDayPage(props: Props) {
  const t = await getTranslations("reconciliation");
  const desk = await administratorHere();
  const { day } = await props.params;
  return (
    <div className="flex max-w-5xl flex-col gap-6">
      <Link
        href="/admin/reconciliation"
        className="flex min-h-touch w-fit items-center font-semibold underline-offset-4 hover:underline"
      >
        ← {t("title")}
      </Link>
      {desk.ok ? (
        await differences(props)
      ) : (
        <>
          <DeskTitle title={day} />
          <DeskClosed reason={desk.refusal.code} />
        </>
      )}
    </div>
  );
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
      <DeskTitle title={t("day", { day })} lead={t("movements", { gateway, count: reconciliation.movements })} />
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
